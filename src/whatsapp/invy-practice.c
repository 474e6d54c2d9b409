/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-practice.h"

/* Long enough for the progress page to be seen working, short enough for sixty guests. */
#define ANSWER_DELAY_MS 5

/* "Message undeliverable" in the table of errors. */
#define CODE_NOT_ON_WHATSAPP 131026

struct _InvyPractice
{
  GObject parent_instance;
};

static void invy_practice_transport_init (InvyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyPractice,
                               invy_practice,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INVY_TYPE_TRANSPORT, invy_practice_transport_init))

static InvySendReply *
answer (InvyMessage *message)
{
  const char *phone = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  InvySendReply *reply;

  if (phone != NULL && g_str_has_suffix (phone, INVY_PRACTICE_NOT_ON_WHATSAPP))
    {
      reply = invy_send_reply_new (INVY_SEND_REFUSED);
      reply->code = CODE_NOT_ON_WHATSAPP;
    }
  else
    {
      g_autofree char *uuid = g_uuid_string_random ();

      reply = invy_send_reply_new (INVY_SEND_ACCEPTED);
      reply->wamid = g_strconcat ("practice-", uuid, NULL);
    }

  return reply;
}

static DexFuture *
answer_cb (DexFuture *delay, gpointer message)
{
  return dex_future_new_take_boxed (INVY_TYPE_SEND_REPLY, answer (message));
}

static DexFuture *
invy_practice_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms)
{
  return dex_future_finally (dex_timeout_new_msec (ANSWER_DELAY_MS), answer_cb, g_object_ref (message),
                             g_object_unref);
}

static void
invy_practice_transport_init (InvyTransportInterface *iface)
{
  iface->send = invy_practice_send;
}

static void
invy_practice_class_init (InvyPracticeClass *klass)
{
}

static void
invy_practice_init (InvyPractice *self)
{
}

/**
 * invy_practice_new:
 *
 * Returns: (transfer full): a pretend WhatsApp. It takes every message and gives it an id that begins with
 * "practice-", except for numbers that end in %INVY_PRACTICE_NOT_ON_WHATSAPP, which are refused as not on WhatsApp.
 * Nothing leaves the computer.
 */
InvyPractice *
invy_practice_new (void)
{
  return g_object_new (INVY_TYPE_PRACTICE, NULL);
}
