/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-member.h"

G_DEFINE_ENUM_TYPE (InvyAccess,
                    invy_access,
                    G_DEFINE_ENUM_VALUE (INVY_ACCESS_VIEWER, "viewer"),
                    G_DEFINE_ENUM_VALUE (INVY_ACCESS_EDITOR, "editor"),
                    G_DEFINE_ENUM_VALUE (INVY_ACCESS_OWNER, "owner"))

struct _InvyMember
{
  GObject parent_instance;

  char *role;
  InvyAccess access;
  gboolean is_me;
};

G_DEFINE_FINAL_TYPE (InvyMember, invy_member, G_TYPE_OBJECT)

static void
invy_member_finalize (GObject *object)
{
  g_free (INVY_MEMBER (object)->role);

  G_OBJECT_CLASS (invy_member_parent_class)->finalize (object);
}

static void
invy_member_class_init (InvyMemberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_member_finalize;
}

static void
invy_member_init (InvyMember *self)
{
}

/**
 * invy_member_new:
 * @role: the name that the person logs in with
 * @is_me: whether that is who asks
 *
 * Returns: (transfer full): a member of a wedding
 */
InvyMember *
invy_member_new (const char *role, InvyAccess access, gboolean is_me)
{
  InvyMember *self = g_object_new (INVY_TYPE_MEMBER, NULL);

  self->role = g_strdup (role);
  self->access = access;
  self->is_me = is_me;

  return self;
}

/**
 * invy_member_get_role:
 *
 * Returns: the name that the person logs in with
 */
const char *
invy_member_get_role (InvyMember *self)
{
  g_return_val_if_fail (INVY_IS_MEMBER (self), NULL);

  return self->role;
}

InvyAccess
invy_member_get_access (InvyMember *self)
{
  g_return_val_if_fail (INVY_IS_MEMBER (self), INVY_ACCESS_VIEWER);

  return self->access;
}

gboolean
invy_member_is_me (InvyMember *self)
{
  g_return_val_if_fail (INVY_IS_MEMBER (self), FALSE);

  return self->is_me;
}
