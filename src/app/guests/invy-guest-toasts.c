/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-toasts.h"

#include "app/announce/invy-toast.h"

#include <glib/gi18n.h>

struct _InvyGuestToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwToast *undo_toast; /* the one that is shown; borrowed */
};

G_DEFINE_FINAL_TYPE (InvyGuestToasts, invy_guest_toasts, G_TYPE_OBJECT)

static void
dismissed_cb (InvyGuestToasts *self, AdwToast *toast)
{
  if (self->undo_toast == toast)
    self->undo_toast = NULL;
}

static void
invy_guest_toasts_dispose (GObject *object)
{
  g_clear_object (&INVY_GUEST_TOASTS (object)->overlay);

  G_OBJECT_CLASS (invy_guest_toasts_parent_class)->dispose (object);
}

static void
invy_guest_toasts_class_init (InvyGuestToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_guest_toasts_dispose;
}

static void
invy_guest_toasts_init (InvyGuestToasts *self)
{
}

/**
 * invy_guest_toasts_new:
 * @overlay: where the toasts are shown
 */
InvyGuestToasts *
invy_guest_toasts_new (AdwToastOverlay *overlay)
{
  InvyGuestToasts *self = g_object_new (INVY_TYPE_GUEST_TOASTS, NULL);

  self->overlay = g_object_ref (overlay);
  return self;
}

/**
 * invy_guest_toasts_say:
 *
 * Says something that passes.
 */
void
invy_guest_toasts_say (InvyGuestToasts *self, const char *title)
{
  g_return_if_fail (INVY_IS_GUEST_TOASTS (self));

  invy_toast_say (self->overlay, title);
}

/**
 * invy_guest_toasts_withdraw_undo:
 *
 * Offers no longer to take the last change back.
 */
void
invy_guest_toasts_withdraw_undo (InvyGuestToasts *self)
{
  g_return_if_fail (INVY_IS_GUEST_TOASTS (self));

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static void
offer (InvyGuestToasts *self, const char *title, const char *label, const char *action_name)
{
  AdwToast *toast;

  invy_guest_toasts_withdraw_undo (self);
  toast = invy_toast_new (title);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action_name);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  self->undo_toast = toast;
  adw_toast_overlay_add_toast (self->overlay, toast);
}

/**
 * invy_guest_toasts_offer_undo:
 * @title: what was changed
 *
 * Says what was changed, with a button that takes it back. Earlier offers go: the button is for the last change.
 */
void
invy_guest_toasts_offer_undo (InvyGuestToasts *self, const char *title)
{
  g_return_if_fail (INVY_IS_GUEST_TOASTS (self));

  offer (self, title, _ ("_Undo"), "guests.undo");
}

typedef struct
{
  InvyGuestToasts *toasts;
  char *done;
  gboolean is_undo;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_object_unref (outcome->toasts);
  g_free (outcome->done);
  g_free (outcome);
}

static DexFuture *
ended_cb (DexFuture *future, gpointer data)
{
  Outcome *outcome = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    invy_guest_toasts_say (outcome->toasts, error->message);
  else if (outcome->is_undo)
    offer (outcome->toasts, outcome->done, _ ("_Redo"), "guests.redo");
  else
    invy_guest_toasts_offer_undo (outcome->toasts, outcome->done);

  return dex_future_new_true ();
}

static void
follow (InvyGuestToasts *self, DexFuture *future, const char *done, gboolean is_undo)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->toasts = g_object_ref (self);
  outcome->done = g_strdup (done);
  outcome->is_undo = is_undo;
  dex_future_disown (dex_future_finally (future, ended_cb, outcome, outcome_free));
}

/**
 * invy_guest_toasts_follow:
 * @future: (transfer full): a change on its way
 * @done: what to say when it worked, with the offer to take it back; a failure tells its own sentence
 */
void
invy_guest_toasts_follow (InvyGuestToasts *self, DexFuture *future, const char *done)
{
  g_return_if_fail (INVY_IS_GUEST_TOASTS (self));

  follow (self, future, done, FALSE);
}

/**
 * invy_guest_toasts_follow_undo:
 * @future: (transfer full): a change that is being taken back
 * @done: what to say when it worked, with the offer to do it again; a failure tells its own sentence
 */
void
invy_guest_toasts_follow_undo (InvyGuestToasts *self, DexFuture *future, const char *done)
{
  g_return_if_fail (INVY_IS_GUEST_TOASTS (self));

  follow (self, future, done, TRUE);
}
