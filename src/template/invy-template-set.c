/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-set.h"

#include <string.h>

struct _InvyTemplateSet
{
  GObject parent_instance;

  GPtrArray *templates;
  InvyTemplate *main;     /* one of them */
  InvyTemplate *fallback; /* one of them, or NULL to leave guests out */
};

G_DEFINE_FINAL_TYPE (InvyTemplateSet, invy_template_set, G_TYPE_OBJECT)

static void
invy_template_set_finalize (GObject *object)
{
  g_clear_pointer (&INVY_TEMPLATE_SET (object)->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_template_set_parent_class)->finalize (object);
}

static void
invy_template_set_class_init (InvyTemplateSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_template_set_finalize;
}

static void
invy_template_set_init (InvyTemplateSet *self)
{
}

/* "pt_BR", "pt-BR" and "pt" are one language; the region is a nicety. */
static gsize
count_base (const char *language)
{
  return strcspn (language, "_-");
}

static gboolean
is_same_base (const char *a, const char *b)
{
  return count_base (a) == count_base (b) && g_ascii_strncasecmp (a, b, count_base (a)) == 0;
}

/* A note that is no code ("English?") says nothing that could be compared. */
static gboolean
is_code (const char *language)
{
  const gsize length = count_base (language);

  return (length == 2 || length == 3) && strspn (language, G_CSET_A_2_Z G_CSET_a_2_z) == length;
}

/* The very language first, then the one without a region, then any region of it. */
static InvyTemplate *
find (InvyTemplateSet *self, const char *language)
{
  InvyTemplate *found = NULL;
  guint best = 0;

  for (guint i = 0; language != NULL && i < self->templates->len; i++)
    {
      const char *own = invy_template_get (self->templates->pdata[i], INVY_TEMPLATE_LANGUAGE);
      guint rank = 0;

      if (own == NULL || !is_same_base (own, language))
        continue;
      if (g_ascii_strcasecmp (own, language) == 0)
        rank = 3;
      else
        rank = own[count_base (own)] == '\0' ? 2 : 1;
      if (rank > best)
        {
          best = rank;
          found = self->templates->pdata[i];
        }
    }

  return found;
}

/**
 * invy_template_set_new:
 * @templates: (element-type InvyTemplate): the translations of one template, at least one; copied
 * @main_language: (nullable): the wedding's; the first translation stands in for one that is missing
 * @fallback: (nullable): a word of those above, or a language; %NULL is %INVY_FALLBACK_WEDDING
 *
 * Returns: (transfer full): the set
 */
InvyTemplateSet *
invy_template_set_new (GPtrArray *templates, const char *main_language, const char *fallback)
{
  InvyTemplateSet *self;

  g_return_val_if_fail (templates != NULL && templates->len > 0, NULL);

  self = g_object_new (INVY_TYPE_TEMPLATE_SET, NULL);
  self->templates = g_ptr_array_copy (templates, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->templates, g_object_unref);

  self->main = find (self, main_language);
  if (self->main == NULL)
    self->main = self->templates->pdata[0];
  if (g_strcmp0 (fallback, INVY_FALLBACK_LEAVE_OUT) != 0)
    self->fallback = find (self, fallback);
  if (self->fallback == NULL && g_strcmp0 (fallback, INVY_FALLBACK_LEAVE_OUT) != 0)
    self->fallback = self->main;

  return self;
}

/**
 * invy_template_set_new_single:
 *
 * Returns: (transfer full): a set of one translation, which everybody gets
 */
InvyTemplateSet *
invy_template_set_new_single (InvyTemplate *tmpl)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();

  g_ptr_array_add (templates, tmpl);
  return invy_template_set_new (templates, NULL, NULL);
}

/**
 * invy_template_set_get_name:
 *
 * Returns: the name that all translations have
 */
const char *
invy_template_set_get_name (InvyTemplateSet *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE_SET (self), NULL);

  return invy_template_get (self->main, INVY_TEMPLATE_NAME);
}

/**
 * invy_template_set_get_main:
 *
 * Returns: (transfer none): what a guest without a language of their own gets
 */
InvyTemplate *
invy_template_set_get_main (InvyTemplateSet *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE_SET (self), NULL);

  return self->main;
}

/**
 * invy_template_set_get_all:
 *
 * Returns: (transfer none) (element-type InvyTemplate): the translations
 */
GPtrArray *
invy_template_set_get_all (InvyTemplateSet *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE_SET (self), NULL);

  return self->templates;
}

/**
 * invy_template_set_choose:
 * @language: (nullable): a guest's
 * @is_fallback: (out) (optional): whether the guest has a language that the set lacks
 *
 * Returns: (transfer none) (nullable): what such a guest gets; %NULL when they are to be left out
 */
InvyTemplate *
invy_template_set_choose (InvyTemplateSet *self, const char *language, gboolean *is_fallback)
{
  InvyTemplate *tmpl;

  g_return_val_if_fail (INVY_IS_TEMPLATE_SET (self), NULL);

  if (is_fallback != NULL)
    *is_fallback = FALSE;
  if (language == NULL || !is_code (language))
    return self->main;

  tmpl = find (self, language);
  if (tmpl == NULL && is_fallback != NULL)
    *is_fallback = TRUE;
  return tmpl != NULL ? tmpl : self->fallback;
}

/**
 * invy_template_set_choose_shown:
 *
 * Returns: (transfer none): what is shown for a guest with @language: what they get, or, if they are to be left out,
 *   what the others get
 */
InvyTemplate *
invy_template_set_choose_shown (InvyTemplateSet *self, const char *language)
{
  InvyTemplate *tmpl = invy_template_set_choose (self, language, NULL);

  return tmpl != NULL ? tmpl : self->main;
}
