/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-args.h"
#include "ctl/invy-ctl-error.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InvyCtlArgs
{
  GPtrArray *words;
  GHashTable *options; /* name to the values given */
};

/* Options stand anywhere, also before the command, so what follows one must not depend on the command. */
static const InvyCtlOption options[] = {
  { "again", NULL, FALSE },
  { "all", NULL, FALSE },
  { "arrived", NULL, FALSE },
  { "as-planned", NULL, FALSE },
  { "business-account-id", "ID", FALSE },
  { "columns", "KIND,KIND…", FALSE },
  { "country", "XX", FALSE },
  { "date", "YYYY-MM-DD", FALSE },
  { "dry-run", NULL, FALSE },
  { "email", "ADDRESS", FALSE },
  { "event", "EVENT", FALSE },
  { "first-name", "NAME", FALSE },
  { "from-web", "URI", FALSE },
  { "group", "NAME", FALSE },
  { "guest", "ID", TRUE },
  { "help", NULL, FALSE },
  { "household", "NAME", FALSE },
  { "interval-ms", "NUMBER", FALSE },
  { "json", NULL, FALSE },
  { "language", "CODE", FALSE },
  { "language-fallback", "wedding|leave-out|CODE", FALSE },
  { "last-name", "NAME", FALSE },
  { "link", "URL", FALSE },
  { "meal", "TEXT", FALSE },
  { "not-invited", NULL, FALSE },
  { "notes", "TEXT", FALSE },
  { "partner1", "NAME", FALSE },
  { "partner2", "NAME", FALSE },
  { "party-size", "NUMBER", FALSE },
  { "phone", "NUMBER", FALSE },
  { "phone-number-id", "ID", FALSE },
  { "phone-override", "NUMBER", FALSE },
  { "practice", NULL, FALSE },
  { "purpose", "PURPOSE", FALSE },
  { "render-again", NULL, FALSE },
  { "rsvp", "ANSWER", FALSE },
  { "rsvp-count", "NUMBER", FALSE },
  { "search", "TEXT", FALSE },
  { "send-again", NULL, FALSE },
  { "sheet", "TITLE", FALSE },
  { "side", "NAME", FALSE },
  { "state", "STATE", FALSE },
  { "store", "URI", FALSE },
  { "tags", "TAGS", FALSE },
  { "template", "NAME", FALSE },
  { "time", "HH:MM", FALSE },
  { "timezone", "ZONE", FALSE },
  { "title", "TEXT", FALSE },
  { "to", "URI", FALSE },
  { "unprotected", NULL, FALSE },
  { "venue", "TEXT", FALSE },
  { "version", NULL, FALSE },
  { "wait", "SECONDS", FALSE },
  { "with-guests", NULL, FALSE },
};

/**
 * invy_ctl_option_find:
 *
 * Returns: (nullable): what is known about an option
 */
const InvyCtlOption *
invy_ctl_option_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (g_str_equal (options[i].name, name))
        return &options[i];
    }

  return NULL;
}

static gboolean
is_option (const char *text)
{
  return g_str_has_prefix (text, "--") && invy_ctl_option_find (text + 2) != NULL;
}

static void
add_value (InvyCtlArgs *self, const InvyCtlOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->options, (gpointer) option->name, values);
    }
  if (!option->is_list)
    g_ptr_array_set_size (values, 0); /* the last one counts */
  g_ptr_array_add (values, g_strdup (value));
}

/* Takes the option at **@argv, and its value if that is the next word; leaves **@argv at the last it took. */
static gboolean
take_option (InvyCtlArgs *self, char ***argv, GError **error)
{
  const char *text = **argv + strlen ("--");
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
  const InvyCtlOption *option = invy_ctl_option_find (name);
  const char *next = (*argv)[1];

  if (option == NULL)
    return invy_ctl_refuse (error, _ ("There is no option --%s. See invyctl --help."), name);
  if (option->value == NULL && equals != NULL)
    return invy_ctl_refuse (error, _ ("The option --%s takes no value."), name);

  if (option->value == NULL)
    add_value (self, option, "");
  else if (equals != NULL)
    add_value (self, option, equals + 1);
  else if (next == NULL || is_option (next))
    return invy_ctl_refuse (error, _ ("The option --%s needs a value."), name);
  else
    add_value (self, option, *++*argv);

  return TRUE;
}

static gboolean
take_all (InvyCtlArgs *self, char **argv, GError **error)
{
  gboolean only_words = FALSE;

  for (guint i = 0; argv[i] != NULL; i++)
    {
      if (!g_utf8_validate (argv[i], -1, NULL))
        return invy_ctl_refuse (error, _ ("The arguments have to be written in UTF-8."));
    }

  for (; *argv != NULL; argv++)
    {
      if (!only_words && g_str_equal (*argv, "--"))
        only_words = TRUE;
      else if (!only_words && g_str_equal (*argv, "-h"))
        add_value (self, invy_ctl_option_find ("help"), "");
      else if (!only_words && g_str_has_prefix (*argv, "--"))
        {
          if (!take_option (self, &argv, error))
            return FALSE;
        }
      else if (!only_words && **argv == '-' && (*argv)[1] != '\0')
        return invy_ctl_refuse (error, _ ("There is no option %s. See invyctl --help."), *argv);
      else
        g_ptr_array_add (self->words, g_strdup (*argv));
    }

  return TRUE;
}

/**
 * invy_ctl_args_new:
 * @argv: (array zero-terminated=1): without the program's name; as the system gave them: UTF-8 in every locale
 *
 * Tells words and options apart.
 *
 * Returns: (transfer full) (nullable): the arguments; %NULL with %INVY_CTL_ERROR_USAGE
 */
InvyCtlArgs *
invy_ctl_args_new (char **argv, GError **error)
{
  g_autoptr (InvyCtlArgs) self = g_new0 (InvyCtlArgs, 1);

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  if (!take_all (self, argv, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
invy_ctl_args_free (InvyCtlArgs *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_free (self);
}

/**
 * invy_ctl_args_get_word:
 *
 * Returns: (nullable): the @i-th word that is no option, from 0; %NULL when there are not so many
 */
const char *
invy_ctl_args_get_word (InvyCtlArgs *self, guint i)
{
  return i < self->words->len ? g_ptr_array_index (self->words, i) : NULL;
}

guint
invy_ctl_args_count_words (InvyCtlArgs *self)
{
  return self->words->len;
}

gboolean
invy_ctl_args_has (InvyCtlArgs *self, const char *option)
{
  return g_hash_table_contains (self->options, option);
}

/**
 * invy_ctl_args_get:
 *
 * Returns: (nullable): the value of an option; %NULL if it was not given
 */
const char *
invy_ctl_args_get (InvyCtlArgs *self, const char *option)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option);

  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

/**
 * invy_ctl_args_get_all:
 *
 * Returns: (nullable) (element-type utf8): all values of an option that may be repeated
 */
GPtrArray *
invy_ctl_args_get_all (InvyCtlArgs *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

/**
 * invy_ctl_args_dup_options:
 *
 * Returns: (transfer full): the names of the options that were given
 */
GStrv
invy_ctl_args_dup_options (InvyCtlArgs *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_strv_builder_add (builder, name);

  return g_strv_builder_end (builder);
}
