/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-table.h"
#include "ctl/invy-ctl-template.h"
#include "template/invy-builtin-template.h"
#include "template/invy-template-category.h"

static const struct
{
  const char *member;
  InvyTemplateField field;
} members[] = {
  { "name", INVY_TEMPLATE_NAME },
  { "language", INVY_TEMPLATE_LANGUAGE },
  { "status", INVY_TEMPLATE_STATUS },
  { "category", INVY_TEMPLATE_CATEGORY },
  { "parameter_format", INVY_TEMPLATE_PARAMETER_FORMAT },
  { "quality", INVY_TEMPLATE_QUALITY },
};

/* What can be said for a slot instead of a source. */
#define A_TEXT "text:WORDS"
#define A_FILE "file:PATH"
#define A_LINK "{\"link\": \"https://…\"}"
#define A_PLACE "{\"location\": {\"latitude\": \"…\", \"longitude\": \"…\", \"name\": \"…\", \"address\": \"…\"}}"

/**
 * invy_ctl_template_load_all:
 * @name: (nullable): of which name; %NULL for all
 *
 * Awaits.
 *
 * Returns: (transfer full) (nullable) (element-type InvyTemplate): the templates of the account as it was last read;
 *   the built-in one if none was
 */
GPtrArray *
invy_ctl_template_load_all (InvyStore *store, InvyAccount *account, const char *name, GError **error)
{
  g_autoptr (GPtrArray) templates =
      account->business_account_id != NULL
          ? dex_await_boxed (invy_store_list_templates (store, account->business_account_id, name), error)
          : g_ptr_array_new_with_free_func (g_object_unref);

  if (templates != NULL && templates->len == 0 && (name == NULL || g_str_equal (name, INVY_BUILTIN_TEMPLATE_NAME)))
    g_ptr_array_add (templates, invy_template_new_builtin ());

  return g_steal_pointer (&templates);
}

/**
 * invy_ctl_template_build_members:
 *
 * Adds what is known of a template, but for its texts, to an object that is begun already.
 */
void
invy_ctl_template_build_members (JsonBuilder *builder, InvyTemplate *tmpl)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    invy_ctl_json_text (builder, members[i].member, invy_template_get (tmpl, members[i].field));
  invy_ctl_json_time (builder, "synced_at", invy_template_get_synced_at (tmpl));
}

/* Returns: (transfer full) (array zero-terminated=1): what can be written for the slot */
static GStrv
list_choices (const InvyTemplateSlot *slot)
{
  g_autoptr (GPtrArray) sources = invy_parameter_source_list (slot->kind);
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();

  for (guint i = 0; i < sources->len; i++)
    g_strv_builder_add (choices, invy_parameter_source_get_word (sources->pdata[i]));
  if (invy_slot_kind_is_media (slot->kind))
    g_strv_builder_add_many (choices, A_FILE, A_LINK, NULL);
  else
    g_strv_builder_add (choices, slot->kind == INVY_SLOT_LOCATION ? A_PLACE : A_TEXT);

  return g_strv_builder_end (choices);
}

/**
 * invy_ctl_template_dup_choices:
 *
 * Returns: (transfer full): what can be written for @slot, with commas between
 */
char *
invy_ctl_template_dup_choices (const InvyTemplateSlot *slot)
{
  g_auto (GStrv) choices = list_choices (slot);

  return g_strjoinv (", ", choices);
}

/**
 * invy_ctl_template_dup_fill:
 * @fill: (nullable): what fills a slot
 *
 * Returns: (transfer full): that for people: "guest.first_name", "text:Welcome", a file's name or address, …; "" for
 * none
 */
char *
invy_ctl_template_dup_fill (const InvyParameterFill *fill)
{
  g_autoptr (JsonNode) node = NULL;

  if (fill == NULL)
    return g_strdup ("");
  if (fill->kind == INVY_FILL_TEXT)
    return g_strconcat ("text:", fill->text, NULL);
  if (fill->kind == INVY_FILL_LINK)
    return g_strdup (fill->text);
  if (fill->kind == INVY_FILL_MEDIA)
    return g_strconcat ("file:", fill->filename != NULL ? fill->filename : fill->text, NULL);

  node = invy_parameter_fill_to_json (fill);
  return fill->kind == INVY_FILL_SOURCE ? json_node_dup_string (node) : json_to_string (node, FALSE);
}

static void
add_fill (JsonBuilder *builder, const char *name, const InvyParameterFill *fill)
{
  json_builder_set_member_name (builder, name);
  if (fill != NULL)
    json_builder_add_value (builder, invy_parameter_fill_to_json (fill));
  else
    json_builder_add_null_value (builder);
}

static void
build_slot (JsonBuilder *builder,
            const InvyTemplateSlot *slot,
            const InvyParameterFill *fill,
            const InvyParameterFill *guess)
{
  g_autofree char *title = invy_template_slot_dup_title (slot);
  g_auto (GStrv) choices = list_choices (slot);

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "parameter", slot->key);
  invy_ctl_json_text (builder, "title", title);
  invy_ctl_json_text (builder, "example", slot->example);
  add_fill (builder, "filled_with", fill);
  add_fill (builder, "guess", guess);
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; choices[i] != NULL; i++)
    json_builder_add_string_value (builder, choices[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static InvyParameterMapping *
new_mapping (InvyTemplate *tmpl, InvyEvent *event)
{
  g_autoptr (InvyEvent) nothing = event == NULL ? invy_event_new () : NULL;

  return invy_parameter_mapping_new (tmpl, event != NULL ? event : nothing);
}

/**
 * invy_ctl_template_build_slots:
 * @slots: (element-type InvyTemplateSlot): what has to be filled in @tmpl
 * @event: (nullable): the wedding whose mapping is shown; %NULL for what fills the template without one
 *
 * Adds what has to be filled, what fills it, and what probably should: that is only an offer.
 */
void
invy_ctl_template_build_slots (JsonBuilder *builder, GPtrArray *slots, InvyTemplate *tmpl, InvyEvent *event)
{
  g_autoptr (InvyParameterMapping) mapping = new_mapping (tmpl, event);
  g_autoptr (InvyParameterMapping) guess = invy_parameter_mapping_new_guess (tmpl);

  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);

      build_slot (builder, slot, invy_parameter_mapping_get (mapping, slot->key),
                  invy_parameter_mapping_get (guess, slot->key));
    }
  json_builder_end_array (builder);
}

/**
 * invy_ctl_template_dup_slots:
 * @event: (nullable): see invy_ctl_template_build_slots()
 *
 * Returns: (transfer full) (nullable): the same for people, as a table; %NULL when there is nothing to fill
 */
char *
invy_ctl_template_dup_slots (InvyTemplate *tmpl, InvyEvent *event)
{
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);
  g_autoptr (InvyParameterMapping) mapping = new_mapping (tmpl, event);
  g_autoptr (InvyParameterMapping) guess = invy_parameter_mapping_new_guess (tmpl);
  g_autoptr (InvyCtlTable) table =
      invy_ctl_table_new ("parameter", "title", "example", "filled_with", "guess", "sources", NULL);

  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *title = invy_template_slot_dup_title (slot);
      g_autofree char *fill = invy_ctl_template_dup_fill (invy_parameter_mapping_get (mapping, slot->key));
      g_autofree char *guessed = invy_ctl_template_dup_fill (invy_parameter_mapping_get (guess, slot->key));
      g_autofree char *choices = invy_ctl_template_dup_choices (slot);
      const char *cells[] = { slot->key, title, slot->example, fill, guessed, choices };

      invy_ctl_table_add (table, cells);
    }

  return slots->len > 0 ? invy_ctl_table_dup_text (table) : NULL;
}

/**
 * invy_ctl_template_say_changes:
 * @before: (element-type InvyTemplate): what was known of the account
 * @now: (element-type InvyTemplate): what was just read
 *
 * Tells people which templates Meta put into another category, and what that means.
 */
void
invy_ctl_template_say_changes (InvyCtl *ctl, GPtrArray *before, GPtrArray *now)
{
  g_auto (GStrv) changes = invy_template_category_dup_changes (before, now);

  for (guint i = 0; changes[i] != NULL; i++)
    invy_ctl_say (ctl, changes[i]);
}
