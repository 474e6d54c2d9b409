/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-joining.h"
#include "book/invy-guest-phone.h"
#include "book/invy-history.h"
#include "book/invy-search.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-field.h"
#include "ctl/invy-ctl-guests.h"
#include "ctl/invy-ctl-table.h"

#include <glib/gi18n.h>

static const struct
{
  const char *option;
  InvyGuestField field;
} guest_options[] = {
  { "first-name", INVY_GUEST_FIRST_NAME },
  { "last-name", INVY_GUEST_LAST_NAME },
  { "phone", INVY_GUEST_PHONE_NUMBER },
  { "email", INVY_GUEST_EMAIL },
  { "side", INVY_GUEST_SIDE },
  { "group", INVY_GUEST_GROUP_NAME },
  { "meal", INVY_GUEST_MEAL },
  { "household", INVY_GUEST_HOUSEHOLD },
  { "tags", INVY_GUEST_TAGS },
  { "notes", INVY_GUEST_NOTES },
};

/* Words that people would try for what the guest list calls otherwise. */
static const struct
{
  const char *alias;
  const char *nick;
} state_aliases[] = {
  { "none", "not-invited" }, { "waiting", "planned" }, { "sending", "posting" },
  { "left-out", "skipped" }, { "accepted", "sent" },
};

static gboolean
take_answer (InvyCtl *ctl, InvyGuest *guest, GError **error)
{
  const char *word = invy_ctl_get (ctl, "rsvp");
  int rsvp = (int) invy_guest_get_rsvp (guest);
  guint count = invy_guest_get_rsvp_count (guest);

  if (word == NULL && !invy_ctl_has (ctl, "rsvp-count"))
    return TRUE;
  if (word != NULL && !invy_enum_from_nick (INVY_TYPE_RSVP, word, &rsvp))
    return invy_ctl_refuse (error, _ ("An answer is one of yes, no, maybe and none."));

  if (word != NULL)
    count = rsvp == INVY_RSVP_YES ? invy_guest_get_party_size (guest) : 0;
  if (!invy_ctl_get_number (ctl, "rsvp-count", &count, error))
    return FALSE;
  if (count > 0 && rsvp != INVY_RSVP_YES)
    return invy_ctl_refuse (error, _ ("Only guests who come are counted: --rsvp-count goes with --rsvp yes."));

  invy_guest_set_rsvp (guest, (InvyRsvp) rsvp, count, rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0);
  return TRUE;
}

/* As WhatsApp writes it, like a wedding's: another one would find no translation of any template. */
static gboolean
take_language (InvyCtl *ctl, InvyGuest *guest, GError **error)
{
  const char *text = invy_ctl_get (ctl, "language");
  g_autofree char *language = NULL;

  if (text == NULL)
    return TRUE;
  if (!invy_ctl_read_field (INVY_EVENT_LANGUAGE, text, &language, error))
    {
      g_prefix_error (error, "--language: ");
      return FALSE;
    }

  invy_guest_set (guest, INVY_GUEST_LANGUAGE, language);
  return TRUE;
}

/* An empty value takes what was there away. */
static gboolean
take_options (InvyCtl *ctl, InvyGuest *guest, GError **error)
{
  guint party_size = invy_guest_get_party_size (guest);

  for (guint i = 0; i < G_N_ELEMENTS (guest_options); i++)
    {
      const char *text = invy_ctl_get (ctl, guest_options[i].option);

      if (text != NULL)
        {
          g_autofree char *trimmed = g_strstrip (g_strdup (text));

          invy_guest_set (guest, guest_options[i].field, trimmed);
        }
    }

  if (!invy_ctl_get_number (ctl, "party-size", &party_size, error))
    return FALSE;
  if (party_size == 0)
    return invy_ctl_refuse (error, _ ("An invitation is for one person at least."));
  invy_guest_set_party_size (guest, party_size);

  return take_language (ctl, guest, error) && take_answer (ctl, guest, error) && invy_guest_check (guest, error);
}

static void
build (JsonBuilder *builder, InvyGuest *guest)
{
  const InvyGuestField fields[] = { INVY_GUEST_FIRST_NAME, INVY_GUEST_LAST_NAME, INVY_GUEST_PHONE_NUMBER,
                                    INVY_GUEST_EMAIL,      INVY_GUEST_LANGUAGE,  INVY_GUEST_SIDE,
                                    INVY_GUEST_GROUP_NAME, INVY_GUEST_HOUSEHOLD, INVY_GUEST_TAGS,
                                    INVY_GUEST_MEAL,       INVY_GUEST_NOTES };

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "guest_id", invy_guest_get_id (guest));
  invy_ctl_json_text (builder, "event_id", invy_guest_get_event_id (guest));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    invy_ctl_json_text (builder, invy_guest_field_get_name (fields[i]), invy_guest_get (guest, fields[i]));
  invy_ctl_json_text (builder, "phone_e164", invy_guest_get_phone_e164 (guest));
  invy_ctl_json_text (builder, "phone_problem", invy_guest_get_phone_problem (guest));
  invy_ctl_json_int (builder, "party_size", invy_guest_get_party_size (guest));
  invy_ctl_json_text (builder, "state",
                      invy_enum_to_nick (INVY_TYPE_DELIVERY, (int) invy_guest_get_delivery (guest)));
  invy_ctl_json_text (builder, "rsvp_status", invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest)));
  invy_ctl_json_int (builder, "rsvp_count", invy_guest_get_rsvp_count (guest));
  json_builder_end_object (builder);
}

static void
add_row (InvyCtl *ctl, InvyCtlTable *table, InvyGuest *guest)
{
  g_autofree char *name = invy_guest_dup_name (guest);
  const char *display = invy_guest_get_phone_display (guest);
  g_autofree char *phone =
      invy_ctl_dup_number (ctl, display != NULL ? display : invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));
  const char *cells[] = { invy_guest_get_id (guest), name, phone,
                          invy_enum_to_nick (INVY_TYPE_DELIVERY, (int) invy_guest_get_delivery (guest)),
                          invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest)) };

  invy_ctl_table_add (table, cells);
}

static int
print_guests (InvyCtl *ctl, GPtrArray *guests)
{
  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_array (builder);
      for (guint i = 0; i < guests->len; i++)
        build (builder, g_ptr_array_index (guests, i));
      json_builder_end_array (builder);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      g_autoptr (InvyCtlTable) table =
          invy_ctl_table_new ("guest_id", "name", "phone_number", "state", "rsvp_status", NULL);
      g_autofree char *text = NULL;

      for (guint i = 0; i < guests->len; i++)
        add_row (ctl, table, g_ptr_array_index (guests, i));
      text = invy_ctl_table_dup_text (table);
      invy_ctl_print (ctl, text);
    }

  return INVY_CTL_EXIT_DONE;
}

/* Prints the guest as a whole for programs, and the id for people, who are told why nothing could be sent to it. */
static int
print_guest (InvyCtl *ctl, InvyGuest *guest, const char *country)
{
  invy_guest_judge_phone (guest, country);

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      build (builder, guest);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      invy_ctl_print (ctl, invy_guest_get_id (guest));
      invy_ctl_print (ctl, "\n");
      if (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER) != NULL && invy_guest_get_phone_problem (guest) != NULL)
        invy_ctl_say (ctl, invy_guest_get_phone_problem (guest));
    }

  return INVY_CTL_EXIT_DONE;
}

static int
save (InvyCtl *ctl, InvyStore *store, InvyGuest *guest, GError **error)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autofree char *country = NULL;

  g_ptr_array_add (guests, guest);
  if (!(event = dex_await_object (invy_store_get_event (store, invy_guest_get_event_id (guest)), error))
      || !(kept = dex_await_boxed (invy_store_save_guests (store, guests), error)))
    return INVY_CTL_FAILED;

  country = invy_ctl_dup_country (ctl, event);
  return print_guest (ctl, g_ptr_array_index (kept, 0), country);
}

int
invy_ctl_guest_add (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyGuest) guest = invy_guest_new (invy_ctl_get_word (ctl, 0));
  InvyStore *store;

  if (!take_options (ctl, guest, error) || !(store = invy_ctl_open_store (ctl, error)))
    return INVY_CTL_FAILED;

  return save (ctl, store, guest, error);
}

int
invy_ctl_guest_set (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyGuest) guest = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(guest = dex_await_object (invy_store_get_guest (store, invy_ctl_get_word (ctl, 0)), error))
      || !take_options (ctl, guest, error))
    return INVY_CTL_FAILED;

  return save (ctl, store, guest, error);
}

static gboolean
is_in_the_list (InvyGuest *guest, const char *event_id)
{
  return g_strcmp0 (invy_guest_get_event_id (guest), event_id) == 0
         && invy_record_get_deleted_at (INVY_RECORD (guest)) == 0
         && invy_guest_get (guest, INVY_GUEST_MERGED_INTO) == NULL;
}

/* Every guest that the words name, once; the last word always counts, since it says something else. */
static GPtrArray *
list_named (InvyCtl *ctl)
{
  GPtrArray *ids = g_ptr_array_new ();
  const char *id;

  for (guint i = 0; (id = invy_ctl_get_word (ctl, i)) != NULL; i++)
    if (invy_ctl_get_word (ctl, i + 1) == NULL || !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
      g_ptr_array_add (ids, (gpointer) id);
  g_ptr_array_add (ids, NULL);

  return ids;
}

/* Awaits. The guests that the words name, of one wedding. */
static GPtrArray *
find_guests (InvyCtl *ctl, InvyStore *store, const char *event_id, GError **error)
{
  g_autoptr (GPtrArray) ids = list_named (ctl);
  g_autoptr (GPtrArray) guests =
      dex_await_boxed (invy_store_get_guests (store, event_id, (const char *const *) ids->pdata), error);

  if (guests == NULL)
    return NULL;

  for (guint i = 0; i < guests->len; i++)
    if (!is_in_the_list (guests->pdata[i], event_id))
      {
        g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                             _ ("Only guests of one wedding who are in its list can be merged."));
        return NULL;
      }

  return g_steal_pointer (&guests);
}

/**
 * invy_ctl_guest_merge:
 *
 * Makes one guest of several that are the same person: the one that is named last.
 */
int
invy_ctl_guest_merge (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyGuest) named = NULL;
  g_autoptr (InvyGuest) kept = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyHistory) history = NULL;
  g_autofree char *country = NULL;
  g_autoptr (InvyGuest) into = NULL;
  InvyHistoryStep *step;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(named = dex_await_object (invy_store_get_guest (store, invy_ctl_get_word (ctl, 0)), error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_guest_get_event_id (named)), error))
      || !(guests = find_guests (ctl, store, invy_event_get_id (event), error)))
    return INVY_CTL_FAILED;

  into = g_ptr_array_steal_index (guests, guests->len - 1);
  history = invy_history_new (store, invy_event_get_id (event));
  if (!(step = invy_guest_joining_new_step (store, guests, into, error))
      || !dex_await (invy_history_do (history, step), error)
      || !(kept = dex_await_object (invy_store_get_guest (store, invy_guest_get_id (into)), error)))
    return INVY_CTL_FAILED;

  country = invy_ctl_dup_country (ctl, event);
  return print_guest (ctl, kept, country);
}

int
invy_ctl_guest_remove (InvyCtl *ctl, GError **error)
{
  const char *ids[] = { invy_ctl_get_word (ctl, 0), NULL };
  g_autoptr (InvyGuest) guest = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(guest = dex_await_object (invy_store_get_guest (store, ids[0]), error))
      || !dex_await (invy_store_remove_guests (store, ids), error))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "guest_id", ids[0]);
  invy_ctl_json_boolean (builder, "removed", TRUE);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}

static gboolean
parse_state (const char *word, int *state, GError **error)
{
  const char *nick = word;

  for (guint i = 0; i < G_N_ELEMENTS (state_aliases); i++)
    {
      if (g_str_equal (state_aliases[i].alias, word))
        nick = state_aliases[i].nick;
    }

  return invy_enum_from_nick (INVY_TYPE_DELIVERY, nick, state)
         || invy_ctl_refuse (error,
                             _ ("A state is one of not-invited, planned, posting, sent, held, delivered, read, "
                                "failed, skipped and unknown."));
}

int
invy_ctl_guest_list (InvyCtl *ctl, GError **error)
{
  const char *word = invy_ctl_get (ctl, "state");
  g_autoptr (InvySearch) wanted = invy_search_new (invy_ctl_get (ctl, "search"));
  g_autofree char *country = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  InvyStore *store;
  int state = 0;

  if ((word != NULL && !parse_state (word, &state, error)) || !(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(guests = dex_await_boxed (invy_store_list_guests (store, invy_event_get_id (event)), error)))
    return INVY_CTL_FAILED;

  country = invy_ctl_dup_country (ctl, event);
  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);

      invy_guest_judge_phone (guest, country);
      if ((word == NULL || (int) invy_guest_get_delivery (guest) == state)
          && invy_search_finds (wanted, invy_search_key_get (guest)))
        g_ptr_array_add (found, guest);
    }

  return print_guests (ctl, found);
}
