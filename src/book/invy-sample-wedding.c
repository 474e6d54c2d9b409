/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-phone.h"
#include "book/invy-sample-wedding.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#define RESOURCE_PATH "/io/github/invy_app/Invy/sample/sample-wedding.json"

/* The numbers of the sample's guests are from ranges that no stranger can have:
 * - +1 NPA 555-0100 to 0199, kept for fiction by the North American Numbering Plan Administration,
 * - +44 7700 900000 to 900999 and +44 20 7946 0000 to 0999, kept for drama by Ofcom,
 * - +33 6 39 98 00 00 to 99 99, kept for audiovisual works by ARCEP.
 * Israel keeps none for fiction. There, 050-1, 052-1 and 054-1 are used: as long as every other mobile number, so
 * they can be practised with, but in none of the ranges that the numbering plan gives to an operator. The test of
 * this file checks all of that with libphonenumber, and the wedding can only be practised with besides. */

/* A text that is there, else NULL. */
static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* The same day of a later year if the day has passed, so that the wedding is always to come. */
static char *
move_ahead (const char *iso_date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  int year = (int) g_ascii_strtoll (iso_date, NULL, 10);
  char *date = g_strdup (iso_date);

  while (g_strcmp0 (date, today) <= 0)
    {
      g_free (date);
      date = g_strdup_printf ("%04d%s", ++year, iso_date + 4);
    }

  return date;
}

static InvyEvent *
new_event (JsonObject *object)
{
  InvyEvent *event = invy_event_new ();
  g_autofree char *date = NULL;

  for (guint field = 0; field < INVY_EVENT_N_FIELDS; field++)
    invy_event_set (event, field, get_text (object, invy_event_field_get_name (field)));
  date = move_ahead (invy_event_get (event, INVY_EVENT_DATE));
  invy_event_set (event, INVY_EVENT_DATE, date);
  invy_event_set_practice_only (event, json_object_get_boolean_member_with_default (object, "practice_only", TRUE));

  return event;
}

static InvyGuest *
new_guest (JsonObject *object, InvyEvent *event)
{
  InvyGuest *guest = invy_guest_new (invy_event_get_id (event));
  int rsvp = INVY_RSVP_NONE;

  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    {
      const char *text = get_text (object, invy_guest_field_get_name (field));

      /* What invy_guest_new() made by itself, such as the token, stays. */
      if (text != NULL)
        invy_guest_set (guest, field, text);
    }
  invy_guest_set_party_size (guest, (guint) json_object_get_int_member_with_default (object, "party_size", 1));
  if (invy_enum_from_nick (INVY_TYPE_RSVP, get_text (object, "rsvp_status"), &rsvp) && rsvp != INVY_RSVP_NONE)
    invy_guest_set_rsvp (guest, (InvyRsvp) rsvp,
                         (guint) json_object_get_int_member_with_default (object, "rsvp_count", 0),
                         g_get_real_time () / 1000);
  invy_guest_judge_phone (guest, invy_event_get (event, INVY_EVENT_COUNTRY));

  return guest;
}

/**
 * invy_sample_wedding_new:
 * @guests: (out) (transfer full) (element-type InvyGuest): its guests, their phone numbers judged
 * @error: only if the program was built wrongly
 *
 * Makes a wedding to look around in: sixty guests in five languages, some with the phone numbers that planners meet
 * every day. It can only be practised with. Each call makes another one, with ids of its own.
 *
 * Returns: (transfer full) (nullable): the wedding
 */
InvyEvent *
invy_sample_wedding_new (GPtrArray **guests, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  const char *text;
  gsize length;
  JsonObject *root;
  JsonArray *guest_objects;
  InvyEvent *event;

  g_return_val_if_fail (guests != NULL, NULL);

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;

  root = json_node_get_object (json_parser_get_root (parser));
  event = new_event (json_object_get_object_member (root, "event"));
  guest_objects = json_object_get_array_member (root, "guests");
  *guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < json_array_get_length (guest_objects); i++)
    g_ptr_array_add (*guests, new_guest (json_array_get_object_element (guest_objects, i), event));

  return event;
}
