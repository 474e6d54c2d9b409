/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-template.h"

/* As Meta approved it. It stands here again, and not taken from the library, so that a change there is noticed. */
#define WEDDING_INVITATION                                           \
  "היי {{1}} 🤍\n\n"                                                 \
  "זה קורה! 🎉\n"                                                    \
  "{{2}} ו-{{3}} מתחתנים ונשמח שתהיה/י איתנו ברגע המיוחד הזה ✨\n\n" \
  "📍 האולם: \"{{4}}\"\n"                                            \
  "📅 התאריך: {{5}}\n"                                               \
  "🕒 השעה: {{6}}\n\n"                                               \
  "לאישור הגעה ופרטים נוספים:\n"                                     \
  "{{7}}\n\n"                                                        \
  "מתרגשים ומצפים לראותך 💞"

/**
 * invy_emulator_template_new:
 *
 * Returns: (transfer full): an approved template
 */
InvyEmulatorTemplate *
invy_emulator_template_new (const char *name, const char *language, const char *body)
{
  InvyEmulatorTemplate *self = g_new0 (InvyEmulatorTemplate, 1);

  self->name = g_strdup (name);
  self->language = g_strdup (language);
  self->body = g_strdup (body);

  return self;
}

/**
 * invy_emulator_template_new_wedding_invitation:
 *
 * Returns: (transfer full): the template that Invy brings
 */
InvyEmulatorTemplate *
invy_emulator_template_new_wedding_invitation (void)
{
  return invy_emulator_template_new ("wedding_invitation", "he", WEDDING_INVITATION);
}

/**
 * invy_emulator_template_free:
 *
 * Frees @self.
 */
void
invy_emulator_template_free (InvyEmulatorTemplate *self)
{
  g_free (self->name);
  g_free (self->language);
  g_free (self->body);
  g_free (self);
}

/**
 * invy_emulator_template_count_parameters:
 *
 * Returns: the highest number that @self's body names
 */
guint
invy_emulator_template_count_parameters (const InvyEmulatorTemplate *self)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{\\{([0-9]+)\\}\\}", G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint64 highest = 0;

  for (g_regex_match (regex, self->body, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);

      highest = MAX (highest, g_ascii_strtoull (digits, NULL, 10));
    }

  return (guint) highest;
}

/**
 * invy_emulator_template_fill:
 * @parameters: (element-type utf8): as many as @self has
 *
 * Returns: (transfer full): the message
 */
char *
invy_emulator_template_fill (const InvyEmulatorTemplate *self, GPtrArray *parameters)
{
  g_autoptr (GString) text = g_string_new (self->body);

  /* From the last to the first, and each place once: what is filled in may look like a place itself. */
  for (guint i = parameters->len; i > 0; i--)
    {
      g_autofree char *place = g_strdup_printf ("{{%u}}", i);

      g_string_replace (text, place, g_ptr_array_index (parameters, i - 1), 1);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
