/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyBidiKind:
 * @INVY_BIDI_NUMBER: numbers, links, times, ids: always left to right
 * @INVY_BIDI_NAME: names, venues, groups: their own direction, placed by the interface's
 */
typedef enum
{
  INVY_BIDI_NUMBER,
  INVY_BIDI_NAME,
} InvyBidiKind;

const char *invy_bidi_get_mark (void);
char *invy_bidi_isolate (const char *text, InvyBidiKind kind);
void invy_bidi_set_interface_rtl (gboolean rtl);
gboolean invy_bidi_get_interface_rtl (void);

G_END_DECLS
