/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-toast.h"

/**
 * invy_toast_new:
 *
 * Returns: (transfer full): a toast that says @text, which is no markup; for buttons to be added
 */
AdwToast *
invy_toast_new (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

/**
 * invy_toast_say:
 *
 * Says @text in passing.
 */
void
invy_toast_say (AdwToastOverlay *overlay, const char *text)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  adw_toast_overlay_add_toast (overlay, invy_toast_new (text));
}

static DexFuture *
failed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    invy_toast_say (data, error->message);

  return dex_future_new_true ();
}

/**
 * invy_toast_tell_failure:
 * @future: (transfer full): something that was asked for
 *
 * Says why it failed, if it does; not when the planner changed their mind.
 */
void
invy_toast_tell_failure (AdwToastOverlay *overlay, DexFuture *future)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  dex_future_disown (dex_future_catch (future, failed_cb, g_object_ref (overlay), g_object_unref));
}
