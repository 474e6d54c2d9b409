/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-table.h"
#include "ctl/invy-ctl-template.h"
#include "whatsapp/invy-media-library.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_PREFIX "file:"
#define URI_PREFIX "file://"

static const InvyTemplateSlot *
find_slot (GPtrArray *slots, const char *key)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);

      if (g_str_equal (slot->key, key))
        return slot;
    }

  return NULL;
}

static char *
dup_keys (GPtrArray *slots)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < slots->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", ((const InvyTemplateSlot *) slots->pdata[i])->key);

  return g_string_free (keys, FALSE);
}

/* Returns: (transfer full): the slots of all translations, which share a mapping; each key once */
static GPtrArray *
list_slots (GPtrArray *templates)
{
  GPtrArray *all = invy_template_slots_new (templates->pdata[0]);

  for (guint i = 1; i < templates->len; i++)
    {
      g_autoptr (GPtrArray) slots = invy_template_slots_new (templates->pdata[i]);

      while (slots->len > 0)
        {
          InvyTemplateSlot *slot = g_ptr_array_index (slots, 0);

          if (find_slot (all, slot->key) != NULL)
            g_ptr_array_remove_index (slots, 0);
          else
            g_ptr_array_add (all, g_ptr_array_steal_index (slots, 0));
        }
    }

  return all;
}

static gboolean
suits_media (const InvyMedia *media, InvySlotKind kind)
{
  switch (kind)
    {
    case INVY_SLOT_IMAGE:
      return media->kind == INVY_TEMPLATE_HEADER_IMAGE;
    case INVY_SLOT_VIDEO:
      return media->kind == INVY_TEMPLATE_HEADER_VIDEO;
    case INVY_SLOT_DOCUMENT:
      return media->kind == INVY_TEMPLATE_HEADER_DOCUMENT;
    case INVY_SLOT_TEXT:
    case INVY_SLOT_LOCATION:
    case INVY_SLOT_URL_SUFFIX:
    case INVY_SLOT_PAYLOAD:
    case INVY_SLOT_CODE:
    default:
      return FALSE;
    }
}

/* Awaits. Looks at the file and keeps a copy of it: the original may be gone when the messages are sent. */
static InvyParameterFill *
take_file (const char *word, const InvyTemplateSlot *slot, GError **error)
{
  g_autoptr (GFile) file = g_str_has_prefix (word, URI_PREFIX) ? g_file_new_for_uri (word)
                                                               : g_file_new_for_path (word + strlen (FILE_PREFIX));
  g_autoptr (InvyMedia) media = dex_await_boxed (invy_media_load (file), error);
  g_autofree char *title = invy_template_slot_dup_title (slot);

  if (media == NULL)
    return NULL;
  if (!suits_media (media, slot->kind))
    {
      g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                   /* Translators: the name of a file; its kind, "image/jpeg"; a place in a message template, such as
                    * “Picture above the message” */
                   _ ("“%1$s” is of the kind %2$s, which does not fit: %3$s. Choose another file."), media->name,
                   media->mime_type, title);
      return NULL;
    }
  if (!dex_await (invy_media_library_keep (media), error))
    return NULL;

  return invy_parameter_fill_new_media (media->hash, media->name);
}

static InvyParameterFill *
refuse_source (const InvyTemplateSlot *slot, GError **error)
{
  g_autofree char *choices = invy_ctl_template_dup_choices (slot);

  g_set_error (
      error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
      /* Translators: a parameter of a message template, such as "1", and a list of words that can be typed */
      _ ("The parameter %1$s cannot be filled with that. Choose one of: %2$s."), slot->key, choices);
  return NULL;
}

/* Returns: (transfer full) (nullable): what @word says, if @slot can be filled with it */
static InvyParameterFill *
read_source (const char *word, const InvyTemplateSlot *slot, GError **error)
{
  g_autoptr (InvyParameterFill) fill = NULL;
  g_autoptr (InvyTemplateProblem) problem = NULL;

  if (g_str_has_prefix (word, FILE_PREFIX) && invy_slot_kind_is_media (slot->kind))
    return take_file (word, slot, error);
  if (!(fill = invy_parameter_fill_parse (word)))
    return refuse_source (slot, error);

  problem = invy_parameter_fill_check (fill, slot);
  if (problem == NULL)
    return g_steal_pointer (&fill);
  if (g_str_equal (problem->reason, "unsuitable-parameter"))
    return refuse_source (slot, error);

  g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE, "%s: %s", slot->key, problem->sentence);
  return NULL;
}

static gboolean
refuse_key (GPtrArray *slots, const char *name, const char *key, GError **error)
{
  g_autofree char *keys = dup_keys (slots);

  if (slots->len == 0)
    g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                 /* Translators: a word, and the name of a message template */
                 _ ("There is no parameter “%1$s” in the template “%2$s”: it is sent as it is."), key, name);
  else
    g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                 /* Translators: a word, the name of a message template, and a list of words */
                 _ ("There is no parameter “%1$s” in the template “%2$s”. It has: %3$s."), key, name, keys);

  return FALSE;
}

static gboolean
take_word (InvyParameterMapping *mapping, GPtrArray *slots, const char *name, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *key = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : NULL;
  const InvyTemplateSlot *slot = key != NULL ? find_slot (slots, key) : NULL;
  InvyParameterFill *fill;

  if (key == NULL)
    return invy_ctl_refuse (error,
                            _ ("Write what fills a parameter as PARAMETER=SOURCE, such as 1=guest.first_name."));
  if (slot == NULL)
    return refuse_key (slots, name, key, error);
  if (!(fill = read_source (equals + 1, slot, error)))
    return FALSE;

  invy_parameter_mapping_take (mapping, key, fill);
  return TRUE;
}

/* What nobody said a source for is named: nothing can be sent until then. */
static void
say_unmapped (InvyCtl *ctl, GPtrArray *slots, const InvyParameterMapping *mapping)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *sentence = NULL;

      if (invy_parameter_mapping_get (mapping, slot->key) != NULL)
        continue;
      /* Translators: %s is a parameter of a message template, such as "4" */
      sentence = g_strdup_printf (_ ("Nothing fills the parameter %s yet."), slot->key);
      invy_ctl_say (ctl, sentence);
    }
}

static void
print_table (InvyCtl *ctl, GPtrArray *slots, const InvyParameterMapping *mapping)
{
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("parameter", "title", "filled_with", NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *title = invy_template_slot_dup_title (slot);
      g_autofree char *fill = invy_ctl_template_dup_fill (invy_parameter_mapping_get (mapping, slot->key));
      const char *cells[] = { slot->key, title, fill };

      invy_ctl_table_add (table, cells);
    }
  text = invy_ctl_table_dup_text (table);
  invy_ctl_print (ctl, text);
}

static void
print_mapping (InvyCtl *ctl, GPtrArray *templates, GPtrArray *slots, InvyEvent *event)
{
  InvyTemplate *tmpl = g_ptr_array_index (templates, 0);
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new (tmpl, event);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (invy_ctl_is_json (ctl))
    {
      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "event_id", invy_event_get_id (event));
      invy_ctl_json_text (builder, "name", invy_template_get (tmpl, INVY_TEMPLATE_NAME));
      invy_ctl_template_build_slots (builder, slots, tmpl, event);
      json_builder_end_object (builder);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      print_table (ctl, slots, mapping);
    }
  say_unmapped (ctl, slots, mapping);
}

/* Awaits. Everything is understood before anything is kept. */
static InvyEvent *
keep_mapping (InvyCtl *ctl, InvyStore *store, InvyEvent *event, InvyTemplate *tmpl, GPtrArray *slots, GError **error)
{
  const char *name = invy_template_get (tmpl, INVY_TEMPLATE_NAME);
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new (tmpl, event);

  for (guint i = 2; invy_ctl_get_word (ctl, i) != NULL; i++)
    {
      if (!take_word (mapping, slots, name, invy_ctl_get_word (ctl, i), error))
        return NULL;
    }

  invy_parameter_mapping_keep (mapping, tmpl, event);
  return dex_await_object (invy_store_save_event (store, event), error);
}

/**
 * invy_ctl_template_map:
 *
 * Says what fills the parameters of a template for a wedding, in all its translations; those not named stay as they
 * were.
 */
int
invy_ctl_template_map (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = invy_settings_dup_account_without_token (invy_ctl_get_settings (ctl));
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyEvent) kept = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(templates = invy_ctl_template_load_all (store, account, invy_ctl_get_word (ctl, 1), error)))
    return INVY_CTL_FAILED;
  if (templates->len == 0)
    {
      g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                   _ ("There is no template “%s”. See invyctl template list."), invy_ctl_get_word (ctl, 1));
      return INVY_CTL_FAILED;
    }

  slots = list_slots (templates);
  if (!(kept = keep_mapping (ctl, store, event, g_ptr_array_index (templates, 0), slots, error)))
    return INVY_CTL_FAILED;

  print_mapping (ctl, templates, slots, kept);
  return INVY_CTL_EXIT_DONE;
}
