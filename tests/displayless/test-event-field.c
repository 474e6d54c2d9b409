/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-event.h"

#include <string.h>

#define GOOD (-1)

typedef struct
{
  InvyEventField field;
  const char *text;
  const char *kept;
  int code;
} Row;

static const Row rows[] = {
  { INVY_EVENT_VENUE, "  Garden Hall \n", "Garden Hall", GOOD },
  { INVY_EVENT_VENUE, "   ", NULL, GOOD },
  { INVY_EVENT_VENUE, NULL, NULL, GOOD },
  { INVY_EVENT_PARTNER1_NAME, "דביר", "דביר", GOOD },

  { INVY_EVENT_DATE, "", NULL, GOOD },
  { INVY_EVENT_DATE, "2027-02-25", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "2027/2/5", "2027-02-05", GOOD },
  { INVY_EVENT_DATE, "25.2.2027", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "25/02/2027", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "25-2-2027", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "5.6.27", "2027-06-05", GOOD },
  { INVY_EVENT_DATE, "٢٥/٢/٢٠٢٧", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "\u200f25/2/2027\u200e", "2027-02-25", GOOD },
  { INVY_EVENT_DATE, "29.2.2028", "2028-02-29", GOOD },
  { INVY_EVENT_DATE, "29.2.2027", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "2/25/2027", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "31.4.2027", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "0.1.2027", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "25.2", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "25.2.202", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "25.2.0202", NULL, INVY_FIELD_ERROR_BAD_DATE },
  { INVY_EVENT_DATE, "soon", NULL, INVY_FIELD_ERROR_BAD_DATE },

  { INVY_EVENT_EVENT_TIME, "19:00", "19:00", GOOD },
  { INVY_EVENT_EVENT_TIME, "7:30", "07:30", GOOD },
  { INVY_EVENT_EVENT_TIME, "19.00", "19:00", GOOD },
  { INVY_EVENT_EVENT_TIME, "19h30", "19:30", GOOD },
  { INVY_EVENT_EVENT_TIME, "1900", "19:00", GOOD },
  { INVY_EVENT_EVENT_TIME, "730", "07:30", GOOD },
  { INVY_EVENT_EVENT_TIME, "19:00:00", "19:00", GOOD },
  { INVY_EVENT_EVENT_TIME, "١٩:٣٠", "19:30", GOOD },
  { INVY_EVENT_EVENT_TIME, "00:00", "00:00", GOOD },
  { INVY_EVENT_EVENT_TIME, "25:70", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "24:00", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "19:60", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "19:5", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "19", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "evening", NULL, INVY_FIELD_ERROR_BAD_TIME },
  { INVY_EVENT_EVENT_TIME, "-1:30", NULL, INVY_FIELD_ERROR_BAD_TIME },

  { INVY_EVENT_GUEST_LINK, "https://example.com/a?b=c", "https://example.com/a?b=c", GOOD },
  { INVY_EVENT_GUEST_LINK, "http://example.com", "http://example.com", GOOD },
  { INVY_EVENT_GUEST_LINK, "example.com/x", "https://example.com/x", GOOD },
  { INVY_EVENT_GUEST_LINK, "example.com:8080/x", "https://example.com:8080/x", GOOD },
  { INVY_EVENT_GUEST_LINK, "https://example.com/חתונה", "https://example.com/חתונה", GOOD },
  { INVY_EVENT_GUEST_LINK, "http://localhost:8000/", "http://localhost:8000/", GOOD },
  { INVY_EVENT_GUEST_LINK, "HTTPS://example.com", "HTTPS://example.com", GOOD },
  { INVY_EVENT_GUEST_LINK, "not a link", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "invitation", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "https://", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "https:///x", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "https://example.com/a b", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "ftp://example.com/x", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "javascript:alert(1)", NULL, INVY_FIELD_ERROR_BAD_LINK },
  { INVY_EVENT_GUEST_LINK, "mailto:me@example.com", NULL, INVY_FIELD_ERROR_BAD_LINK },

  { INVY_EVENT_COUNTRY, " il ", "IL", GOOD },
  { INVY_EVENT_COUNTRY, "Israel", NULL, INVY_FIELD_ERROR_BAD_COUNTRY },
  { INVY_EVENT_COUNTRY, "I1", NULL, INVY_FIELD_ERROR_BAD_COUNTRY },
  { INVY_EVENT_COUNTRY, "א", NULL, INVY_FIELD_ERROR_BAD_COUNTRY },

  { INVY_EVENT_LANGUAGE, "he", "he", GOOD },
  { INVY_EVENT_LANGUAGE, "HE", "he", GOOD },
  { INVY_EVENT_LANGUAGE, "en_US", "en_US", GOOD },
  { INVY_EVENT_LANGUAGE, "en-us", "en_US", GOOD },
  { INVY_EVENT_LANGUAGE, "fil", "fil", GOOD },
  { INVY_EVENT_LANGUAGE, "Hebrew", NULL, INVY_FIELD_ERROR_BAD_LANGUAGE },
  { INVY_EVENT_LANGUAGE, "עברית", NULL, INVY_FIELD_ERROR_BAD_LANGUAGE },

  { INVY_EVENT_TIMEZONE, "UTC", "UTC", GOOD },
  { INVY_EVENT_TIMEZONE, "+02:00", "+02:00", GOOD },
  { INVY_EVENT_TIMEZONE, "Middle/Nowhere", NULL, INVY_FIELD_ERROR_BAD_TIMEZONE },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;

      g_test_message ("%s: \"%s\"", invy_event_field_get_name (rows[i].field), rows[i].text);
      kept = invy_event_field_normalize (rows[i].field, rows[i].text, &error);
      g_assert_cmpstr (kept, ==, rows[i].kept);
      if (rows[i].code == GOOD)
        g_assert_no_error (error);
      else
        g_assert_error (error, INVY_FIELD_ERROR, rows[i].code);
    }
}

/* What is kept can be typed again. */
static void
test_kept_is_stable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *again = NULL;

      if (rows[i].kept == NULL)
        continue;
      again = invy_event_field_normalize (rows[i].field, rows[i].kept, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, rows[i].kept);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/event-field/table", test_table);
  g_test_add_func ("/invy/event-field/kept-is-stable", test_kept_is_stable);

  return g_test_run ();
}
