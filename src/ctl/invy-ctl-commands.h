/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/invy-ctl.h"

G_BEGIN_DECLS

const InvyCtlCommand *invy_ctl_commands_find (InvyCtlArgs *args, GError **error);
guint invy_ctl_command_count_words (const InvyCtlCommand *command);
char *invy_ctl_commands_dup_help (InvyCtlArgs *args);

/* account.c */
int invy_ctl_account_set (InvyCtl *ctl, GError **error);
int invy_ctl_account_check (InvyCtl *ctl, GError **error);

/* campaign.c */
int invy_ctl_campaign_list (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_show (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_report (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_pause (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_resume (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_retry (InvyCtl *ctl, GError **error);
int invy_ctl_campaign_cancel (InvyCtl *ctl, GError **error);

/* db.c */
int invy_ctl_db_migrate (InvyCtl *ctl, GError **error);
int invy_ctl_db_check (InvyCtl *ctl, GError **error);

/* db-copy.c */
int invy_ctl_db_copy (InvyCtl *ctl, GError **error);

/* db-backup.c */
int invy_ctl_db_backup (InvyCtl *ctl, GError **error);
int invy_ctl_db_restore (InvyCtl *ctl, GError **error);
int invy_ctl_db_copies (InvyCtl *ctl, GError **error);

/* event.c */
int invy_ctl_event_add (InvyCtl *ctl, GError **error);
int invy_ctl_event_list (InvyCtl *ctl, GError **error);
int invy_ctl_event_show (InvyCtl *ctl, GError **error);
int invy_ctl_event_set (InvyCtl *ctl, GError **error);
int invy_ctl_event_duplicate (InvyCtl *ctl, GError **error);
int invy_ctl_event_archive (InvyCtl *ctl, GError **error);
int invy_ctl_event_unarchive (InvyCtl *ctl, GError **error);
int invy_ctl_event_remove (InvyCtl *ctl, GError **error);

/* guest.c */
int invy_ctl_guest_add (InvyCtl *ctl, GError **error);
int invy_ctl_guest_list (InvyCtl *ctl, GError **error);
int invy_ctl_guest_set (InvyCtl *ctl, GError **error);
int invy_ctl_guest_merge (InvyCtl *ctl, GError **error);
int invy_ctl_guest_remove (InvyCtl *ctl, GError **error);

/* guest-export.c */
int invy_ctl_guest_export (InvyCtl *ctl, GError **error);

/* guest-file.c */
int invy_ctl_guest_import (InvyCtl *ctl, GError **error);

/* invite.c */
int invy_ctl_invite (InvyCtl *ctl, GError **error);

/* member.c */
int invy_ctl_member_list (InvyCtl *ctl, GError **error);
int invy_ctl_member_add (InvyCtl *ctl, GError **error);
int invy_ctl_member_remove (InvyCtl *ctl, GError **error);

/* message.c */
int invy_ctl_message_list (InvyCtl *ctl, GError **error);
int invy_ctl_message_show (InvyCtl *ctl, GError **error);
int invy_ctl_message_settle (InvyCtl *ctl, GError **error);

/* preview.c */
int invy_ctl_preview (InvyCtl *ctl, GError **error);

/* template.c */
int invy_ctl_template_list (InvyCtl *ctl, GError **error);
int invy_ctl_template_sync (InvyCtl *ctl, GError **error);
int invy_ctl_template_show (InvyCtl *ctl, GError **error);

/* template-map.c */
int invy_ctl_template_map (InvyCtl *ctl, GError **error);

G_END_DECLS
