/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _InvyJobQueue InvyJobQueue;

InvyJobQueue *invy_job_queue_new (GCompareDataFunc compare);
void invy_job_queue_free (InvyJobQueue *self);
void invy_job_queue_push (InvyJobQueue *self, gpointer job);
gpointer invy_job_queue_try_pop (InvyJobQueue *self);
void invy_job_queue_wait (InvyJobQueue *self, int socket, int timeout_ms);

G_END_DECLS
