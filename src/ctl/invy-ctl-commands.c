/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#define EVENT_OPTIONS "title partner1 partner2 venue date time link timezone country language template"
#define GUEST_OPTIONS \
  "first-name last-name phone email language side group household tags party-size meal notes rsvp rsvp-count"

static const InvyCtlCommand commands[] = {
  { "event add", "", EVENT_OPTIONS, N_ ("Add a wedding"), invy_ctl_event_add },
  { "event list", "", "", N_ ("List the weddings"), invy_ctl_event_list },
  { "event show", "EVENT", "", N_ ("Show the details of a wedding"), invy_ctl_event_show },
  { "event set", "EVENT", EVENT_OPTIONS, N_ ("Change the details of a wedding"), invy_ctl_event_set },
  { "event duplicate", "EVENT", EVENT_OPTIONS " with-guests", N_ ("Make another wedding with the same details"),
    invy_ctl_event_duplicate },
  { "event archive", "EVENT", "", N_ ("Put a wedding away; nothing of it is lost"), invy_ctl_event_archive },
  { "event unarchive", "EVENT", "", N_ ("Get a wedding back that was put away"), invy_ctl_event_unarchive },
  { "event remove", "EVENT", "", N_ ("Remove a wedding"), invy_ctl_event_remove },

  { "guest add", "EVENT", GUEST_OPTIONS, N_ ("Add a guest to a wedding"), invy_ctl_guest_add },
  { "guest list", "EVENT", "state search", N_ ("List the guests of a wedding"), invy_ctl_guest_list },
  { "guest set", "GUEST", GUEST_OPTIONS, N_ ("Change a guest"), invy_ctl_guest_set },
  { "guest merge", "GUEST… INTO", "", N_ ("Make one guest of several that are the same person"),
    invy_ctl_guest_merge },
  { "guest remove", "GUEST", "", N_ ("Remove a guest"), invy_ctl_guest_remove },
  { "guest import", "EVENT FILE", "dry-run country sheet columns",
    N_ ("Add the guests of a spreadsheet, a CSV file or contacts"), invy_ctl_guest_import },
  { "guest export", "EVENT FILE", "guest", N_ ("Write the guests to an .xlsx, .csv or .vcf file"),
    invy_ctl_guest_export },

  { "preview", "EVENT GUEST", "template", N_ ("Show the message as a guest gets it"), invy_ctl_preview },
  { "invite", "EVENT",
    "guest all not-invited purpose template phone-override dry-run again interval-ms wait practice",
    N_ ("Send the invitations"), invy_ctl_invite },

  { "campaign list", "EVENT", "", N_ ("List what was sent for a wedding"), invy_ctl_campaign_list },
  { "campaign show", "CAMPAIGN", "", N_ ("Show who got it"), invy_ctl_campaign_show },
  { "campaign report", "CAMPAIGN FILE", "", N_ ("Write who got it to an .xlsx or .csv file"),
    invy_ctl_campaign_report },
  { "campaign pause", "CAMPAIGN", "", N_ ("Stop before the next message"), invy_ctl_campaign_pause },
  { "campaign resume", "CAMPAIGN", "as-planned render-again interval-ms wait", N_ ("Send to the guests who are left"),
    invy_ctl_campaign_resume },
  { "campaign retry", "CAMPAIGN", "interval-ms wait", N_ ("Send again to the guests for whom it failed"),
    invy_ctl_campaign_retry },
  { "campaign cancel", "CAMPAIGN", "", N_ ("Give up what was not sent yet"), invy_ctl_campaign_cancel },

  { "member list", "EVENT", "", N_ ("List who may see a wedding that is kept on a server"), invy_ctl_member_list },
  { "member add", "EVENT ROLE ACCESS", "", N_ ("Let somebody see, change or own a wedding"), invy_ctl_member_add },
  { "member remove", "EVENT ROLE", "", N_ ("Let somebody see a wedding no more"), invy_ctl_member_remove },

  { "message list", "CAMPAIGN", "", N_ ("List every message of a campaign"), invy_ctl_message_list },
  { "message show", "MESSAGE", "", N_ ("Show one message"), invy_ctl_message_show },
  { "message settle", "MESSAGE", "arrived send-again", N_ ("Say what became of a message that is unknown"),
    invy_ctl_message_settle },

  { "template list", "", "", N_ ("List the message templates as the account was last read"), invy_ctl_template_list },
  { "template sync", "", "", N_ ("Read the message templates from the account"), invy_ctl_template_sync },
  { "template show", "NAME", "language event", N_ ("Show a message template, and what can fill its parameters"),
    invy_ctl_template_show },
  { "template map", "EVENT NAME PARAMETER=SOURCE…", "", N_ ("Say what fills a message template for a wedding"),
    invy_ctl_template_map },

  { "account set", "", "phone-number-id business-account-id language-fallback",
    N_ ("Keep the WhatsApp account; the access token is read from the standard input"), invy_ctl_account_set },
  { "account check", "", "", N_ ("Try whether messages could be sent"), invy_ctl_account_check },

  { "db migrate", "", "", N_ ("Make the database, or bring it up to date"), invy_ctl_db_migrate },
  { "db check", "", "", N_ ("Check that the database is whole"), invy_ctl_db_check },
  { "db backup", "FILE", "", N_ ("Write everything into a file, while others go on"), invy_ctl_db_backup },
  { "db restore", "FILE", "dry-run event", N_ ("Make the guests what they were in a backup"), invy_ctl_db_restore },
  { "db copy", "", "to from-web event",
    N_ ("Move the weddings to another database, or bring those of the web system"), invy_ctl_db_copy },
  { "db copies", "", "", N_ ("List the copies that were made by themselves"), invy_ctl_db_copies },
};

/* More than a line, where a line is not enough; untranslated. */
static const struct
{
  const char *name;
  const char *text;
} details[] = {
  { "event set", N_ ("An empty value takes away what was there, as in --venue \"\".") },
  { "guest set",
    N_ ("An empty value takes away what was there, as in --notes \"\". --rsvp is yes, no, maybe or none; "
        "--tags are words with commas between them.") },
  { "guest import",
    N_ ("FILE may be - for the standard input. With --dry-run nothing is changed, and what an import would do is "
        "told. "
        "--country says where numbers without a country code are from; --sheet chooses among several sheets, and "
        "--columns says what the columns hold where their titles do not.") },
  { "guest merge",
    N_ ("INTO is the guest who stays, and gets what only the others have. Messages stay where they are, and INTO "
        "counts as invited if one of the others was.") },
  { "invite",
    N_ ("With --dry-run nothing is sent: everybody is listed, with the reason for those who are left out. Where "
        "Meta’s limit for 24 hours is smaller than the number of guests, the messages go in waves: the "
        "campaign pauses after each with the status 4, and goes on when it is resumed.") },
  { "invite",
    N_ ("--again sends to guests who were invited before, too. --practice only pretends to send; --phone-override "
        "sends "
        "every message to that number instead of the guest’s. --purpose is invitation, reminder, update or "
        "thanks. --interval-ms is the time from one message to the next, usually 500; --wait is how many seconds "
        "WhatsApp may ask to wait until the campaign pauses, usually 300.") },
  { "campaign resume",
    N_ ("If the wedding or the template is another one than when the messages were prepared, nothing is "
        "sent until you say how: --as-planned sends what was prepared, --render-again fills the "
        "template anew.") },
  { "template show",
    N_ ("Besides the texts it lists what can fill each parameter, and a guess; --event shows what fills "
        "them for a wedding. Without --language it is the translation in the account’s language.") },
  { "template map",
    N_ ("SOURCE is a field of the guest or the wedding, such as guest.first_name or event.venue; text:WORDS "
        "for the same words for everybody; file:PATH for a picture, a film or a document; or a JSON "
        "object for an address of a file or a place on the map. What fits which parameter is listed by "
        "invyctl template show. Parameters that are not named stay as they are, and all translations "
        "of the template share what is said.") },
  { "event duplicate", N_ ("With --with-guests the guests are copied too. They have personal links of their own, and "
                           "nothing was sent to them.") },
  { "member add",
    N_ ("ROLE is the name that somebody logs in to the server with. ACCESS is viewer, to look; editor, to "
        "change guests and to send; or owner, to choose the members, too. A member who is there already "
        "gets the new access.") },
  { "db migrate", N_ ("On a server the weddings belong to the role invy_owner, and only its members may do this; an "
                      "administrator who is there first makes it. Everybody else then needs nothing but a role that "
                      "can log in.") },
  { "db backup", N_ ("An older backup of that name is replaced, as a whole or not at all; any other file is left "
                     "alone. The backup is a database that --store opens.") },
  { "db restore", N_ ("Weddings and guests become what they were; campaigns, messages and their log are never taken "
                      "back. A copy is made before, and restoring that takes it back. With --dry-run nothing is "
                      "changed, and what differs is listed. --event restores one wedding alone.") },
  { "db copy", N_ ("With --to every wedding, or the one of --event, moves to the database of that address with its "
                   "guests, campaigns, messages and log, and every value is compared. Messages that still wait are "
                   "given up first. Here it can be looked at from then on, and not be sent from. After an "
                   "interruption the same command goes on. With --from-web the weddings of the earlier web system "
                   "are added, and it stays as it is. A password belongs in PGPASSWORD or .pgpass.") },
  { "account set", N_ ("--language-fallback says what a guest gets whose language a template lacks: the wedding’s "
                       "language, nothing, or the language with that code.") },
};

static guint
count (const char *words)
{
  guint n = *words != '\0';

  for (const char *p = words; *p != '\0'; p++)
    n += *p == ' ';

  return n;
}

/* One of the words may stand several times. */
static gboolean
takes_more (const InvyCtlCommand *command)
{
  return strstr (command->words, "…") != NULL;
}

/**
 * invy_ctl_command_count_words:
 *
 * Returns: how many words name @command: 1 or 2
 */
guint
invy_ctl_command_count_words (const InvyCtlCommand *command)
{
  return count (command->name);
}

static gboolean
is_named (const InvyCtlCommand *command, InvyCtlArgs *args)
{
  g_auto (GStrv) words = g_strsplit (command->name, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strcmp0 (words[i], invy_ctl_args_get_word (args, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

static const InvyCtlCommand *
find_by_name (InvyCtlArgs *args)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (is_named (&commands[i], args))
        return &commands[i];
    }

  return NULL;
}

static char *
dup_usage (const InvyCtlCommand *command)
{
  return g_strjoin (*command->words != '\0' ? " " : "", command->name, command->words, NULL);
}

/* Whether @command is one of those that begin with @topic, such as "event". */
static gboolean
is_about (const InvyCtlCommand *command, const char *topic)
{
  return g_str_has_prefix (command->name, topic) && command->name[strlen (topic)] == ' ';
}

/* The words that may follow @topic; %NULL when it is none. */
static char *
dup_second_words (const char *topic)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (is_about (&commands[i], topic))
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", commands[i].name + strlen (topic) + 1);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static gboolean
takes_option (const InvyCtlCommand *command, const char *option)
{
  g_auto (GStrv) own = g_strsplit (command->options, " ", -1);

  return g_str_equal (option, "json") || g_str_equal (option, "store") || g_str_equal (option, "unprotected")
         || g_strv_contains ((const char *const *) own, option);
}

static gboolean
check (const InvyCtlCommand *command, InvyCtlArgs *args, GError **error)
{
  const guint n_wanted = count (command->name) + count (command->words);
  const guint n_words = invy_ctl_args_count_words (args);
  g_autofree char *usage = dup_usage (command);
  g_auto (GStrv) given = invy_ctl_args_dup_options (args);

  for (guint i = 0; given[i] != NULL; i++)
    {
      if (!takes_option (command, given[i]))
        return invy_ctl_refuse (error, _ ("“invyctl %s” has no option --%s. See invyctl %s --help."), command->name,
                                given[i], command->name);
    }

  if (n_words < n_wanted)
    return invy_ctl_refuse (error, _ ("Something is missing. Write: invyctl %s"), usage);
  /* The word itself is not repeated: it may be an access token, and errors are kept in logs. */
  if (n_words > n_wanted && !takes_more (command))
    return invy_ctl_refuse (error, _ ("There are too many words. Write: invyctl %s"), usage);

  return TRUE;
}

/* The second word is not repeated either. */
static void
refuse_unknown (InvyCtlArgs *args, GError **error)
{
  const char *topic = invy_ctl_args_get_word (args, 0);
  g_autofree char *second_words = dup_second_words (topic);

  if (second_words != NULL)
    /* Translators: %1$s is a word that was typed after "invyctl", %2$s are words, with commas between them */
    invy_ctl_refuse (error, _ ("After “invyctl %1$s” comes one of these words: %2$s."), topic, second_words);
  else
    /* Translators: a word that was typed after "invyctl" */
    invy_ctl_refuse (error, _ ("There is no command “%s”. See invyctl --help."), topic);
}

/**
 * invy_ctl_commands_find:
 *
 * Returns: (nullable): the command that @args name, with all it needs; %NULL with %INVY_CTL_ERROR_USAGE
 */
const InvyCtlCommand *
invy_ctl_commands_find (InvyCtlArgs *args, GError **error)
{
  const InvyCtlCommand *command = find_by_name (args);

  if (invy_ctl_args_count_words (args) == 0)
    {
      invy_ctl_refuse (error, _ ("Say what to do. See invyctl --help."));
      return NULL;
    }
  if (command == NULL)
    {
      refuse_unknown (args, error);
      return NULL;
    }

  return check (command, args, error) ? command : NULL;
}

static void
append_options (GString *help, const InvyCtlCommand *command)
{
  g_auto (GStrv) names = g_strsplit (command->options, " ", -1);

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      const InvyCtlOption *option = invy_ctl_option_find (names[i]);

      g_string_append_printf (help, " [--%s%s%s]%s", option->name, option->value != NULL ? " " : "",
                              option->value != NULL ? option->value : "", option->is_list ? "…" : "");
    }
}

static char *
dup_command_help (const InvyCtlCommand *command)
{
  g_autofree char *usage = dup_usage (command);
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, "invyctl %s", usage);
  append_options (help, command);
  g_string_append_printf (help, "\n\n%s\n", gettext (command->summary));
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      if (g_str_equal (details[i].name, command->name))
        g_string_append_printf (help, "\n%s\n", gettext (details[i].text));
    }

  return g_string_free (help, FALSE);
}

/* How wide the column of the commands is. */
static glong
measure_usage (void)
{
  glong width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = dup_usage (&commands[i]);

      width = MAX (width, g_utf8_strlen (usage, -1));
    }

  return width;
}

/**
 * invy_ctl_commands_dup_help:
 *
 * Returns: (transfer full): how to write the command that @args name; those that begin with their first word, when
 *   they name none; all of them when there are no such
 */
char *
invy_ctl_commands_dup_help (InvyCtlArgs *args)
{
  const InvyCtlCommand *command = find_by_name (args);
  const char *topic = invy_ctl_args_get_word (args, 0);
  g_autofree char *second_words = topic != NULL ? dup_second_words (topic) : NULL;
  const glong width = measure_usage ();
  GString *help;

  if (command != NULL)
    return dup_command_help (command);

  help = g_string_new (_ ("Usage: invyctl COMMAND… [--store URI] [--unprotected] [--json]"));
  g_string_append (help, "\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = dup_usage (&commands[i]);
      const int gap = (int) (width - g_utf8_strlen (usage, -1));

      if (second_words == NULL || is_about (&commands[i], topic))
        g_string_append_printf (help, "  %s%*s  %s\n", usage, gap, "", gettext (commands[i].summary));
    }
  g_string_append_printf (help, "\n%s\n", _ ("The options of a command: invyctl COMMAND --help"));

  return g_string_free (help, FALSE);
}
