/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-fold.h"
#include "transfer/invy-cell-words.h"

#include <string.h>

typedef struct
{
  int meaning;
  const char *words;
} Meaning;

static const Meaning answers[] = {
  { INVY_RSVP_NONE, "none|pending|no answer|no response|awaiting|ממתין|ממתינה|ממתינים|לא ענה|לא ענתה|לא ענו|טרם ענה|"
                    "بانتظار|لم يرد|لا رد|нет ответа|ждём|ждем|не ответил|не ответила|en attente|pas de réponse" },
  { INVY_RSVP_YES, "yes|y|coming|confirmed|attending|accepted|will attend|going|כן|מגיע|מגיעה|מגיעים|מגיעות|בא|באה|"
                   "באים|אישר|אישרה|אישרו|نعم|سيحضر|ستحضر|سيحضرون|مؤكد|حاضر|да|придёт|придут|будет|будут|"
                   "подтвердил|подтвердила|подтверждено|oui|présent|présente|confirmé|confirmée|vient|viendra" },
  { INVY_RSVP_NO, "no|n|not coming|declined|not attending|regrets|לא|לא מגיע|לא מגיעה|לא מגיעים|לא מגיעות|לא בא|"
                  "לא באה|ביטל|ביטלה|لا|لن يحضر|لن تحضر|لن يحضروا|معتذر|اعتذر|нет|не придёт|не придут|не будет|"
                  "отказ|отказался|отказалась|non|absent|absente|décliné|refusé|ne vient pas" },
  { INVY_RSVP_MAYBE, "maybe|tentative|perhaps|unsure|אולי|מתלבט|מתלבטת|מתלבטים|ربما|غير متأكد|может быть|возможно|"
                     "под вопросом|peut être|incertain" },
};

/* What a row of sums begins with. */
static const Meaning sums[] = {
  { 0, "total|grand total|סה״כ|סך הכל|סך הכול|المجموع|الإجمالي|إجمالي|مجموع|итого|всего" },
};

static const char *const codes[] = { "he", "ar", "en", "ru", "fr" };

static const Meaning languages[] = {
  { 0, "hebrew|עברית|العبرية|عبري|иврит|hébreu" },
  { 1, "arabic|ערבית|العربية|عربي|арабский|arabe" },
  { 2, "english|אנגלית|الإنجليزية|إنجليزي|английский|anglais" },
  { 3, "russian|רוסית|الروسية|русский|russe" },
  { 4, "french|צרפתית|الفرنسية|французский|français" },
};

/* Folded word → meaning + 1. */
static GHashTable *
new_words (const Meaning *meanings, gsize n_meanings)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n_meanings; i++)
    {
      g_auto (GStrv) words = g_strsplit (meanings[i].words, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        g_hash_table_insert (table, invy_fold (words[j]), GINT_TO_POINTER (meanings[i].meaning + 1));
    }
  return table;
}

/* Made once and never changed, so that all threads can look. */
static int
look_up (gsize *once, const Meaning *meanings, gsize n_meanings, const char *text)
{
  g_autofree char *folded = invy_fold (text);

  if (g_once_init_enter (once))
    g_once_init_leave (once, (gsize) new_words (meanings, n_meanings));
  return GPOINTER_TO_INT (g_hash_table_lookup ((GHashTable *) *once, folded)) - 1;
}

/**
 * invy_cell_words_read_rsvp:
 * @text: what a cell says
 * @rsvp: (out): what it means
 *
 * Any thread may call it.
 *
 * Returns: whether @text is an answer in a language we know
 */
gboolean
invy_cell_words_read_rsvp (const char *text, InvyRsvp *rsvp)
{
  static gsize once;
  const int meaning = look_up (&once, answers, G_N_ELEMENTS (answers), text);

  if (meaning < 0)
    return FALSE;
  *rsvp = (InvyRsvp) meaning;
  return TRUE;
}

/**
 * invy_cell_words_read_language:
 * @text: what a cell says
 *
 * Any thread may call it.
 *
 * Returns: (nullable): the code of the language that @text is the name of
 */
const char *
invy_cell_words_read_language (const char *text)
{
  static gsize once;
  const int meaning = look_up (&once, languages, G_N_ELEMENTS (languages), text);

  return meaning >= 0 ? codes[meaning] : NULL;
}

/**
 * invy_cell_words_is_sum:
 * @text: what a cell of names says
 *
 * Any thread may call it.
 *
 * Returns: whether @text is what stands before sums, such as "Total" or "Total guests"
 */
gboolean
invy_cell_words_is_sum (const char *text)
{
  static gsize once;
  g_autofree char *words = invy_fold (text);
  char *end;

  while (look_up (&once, sums, G_N_ELEMENTS (sums), words) < 0)
    {
      if ((end = strrchr (words, ' ')) == NULL)
        return FALSE;
      *end = '\0';
    }
  return TRUE;
}
