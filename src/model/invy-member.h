/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InvyAccess:
 * @INVY_ACCESS_VIEWER: sees the wedding and what was sent
 * @INVY_ACCESS_EDITOR: changes guests and details, and sends
 * @INVY_ACCESS_OWNER: chooses the members, too, and removes the wedding
 *
 * What somebody may do with a wedding; each may do what those before may. The nicks are what the database and the
 * command line write.
 */
typedef enum
{
  INVY_ACCESS_VIEWER,
  INVY_ACCESS_EDITOR,
  INVY_ACCESS_OWNER,
} InvyAccess;

#define INVY_TYPE_ACCESS (invy_access_get_type ())
GType invy_access_get_type (void);

#define INVY_TYPE_MEMBER (invy_member_get_type ())

/* Somebody who may see a wedding: the name that the person logs in to the server with, and what they may do. */
G_DECLARE_FINAL_TYPE (InvyMember, invy_member, INVY, MEMBER, GObject)

InvyMember *invy_member_new (const char *role, InvyAccess access, gboolean is_me);
const char *invy_member_get_role (InvyMember *self);
InvyAccess invy_member_get_access (InvyMember *self);
gboolean invy_member_is_me (InvyMember *self);

G_END_DECLS
