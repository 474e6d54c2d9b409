/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-facet.h"
#include "model/invy-tags.h"

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "";
}

static const char *
get_problem (InvyGuest *guest)
{
  const InvyDelivery delivery = invy_guest_get_delivery (guest);

  if (delivery == INVY_DELIVERY_FAILED || delivery == INVY_DELIVERY_UNKNOWN)
    return get_nick (INVY_TYPE_DELIVERY, (int) delivery);

  return invy_guest_get_phone_problem (guest) != NULL ? "number" : "";
}

/* The one value of a guest; "" without. */
static const char *
get_value (InvyFacet facet, InvyGuest *guest)
{
  const char *text = NULL;

  switch (facet)
    {
    case INVY_FACET_STATE:
      return get_nick (INVY_TYPE_DELIVERY, (int) invy_guest_get_delivery (guest));
    case INVY_FACET_ANSWER:
      return get_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest));
    case INVY_FACET_PROBLEM:
      return get_problem (guest);
    case INVY_FACET_SIDE:
      text = invy_guest_get (guest, INVY_GUEST_SIDE);
      break;
    case INVY_FACET_GROUP:
      text = invy_guest_get (guest, INVY_GUEST_GROUP_NAME);
      break;
    case INVY_FACET_MEAL:
      text = invy_guest_get (guest, INVY_GUEST_MEAL);
      break;
    case INVY_FACET_LANGUAGE:
      text = invy_guest_get (guest, INVY_GUEST_LANGUAGE);
      break;
    case INVY_FACET_TAG:
    case INVY_FACET_N:
    default:
      g_return_val_if_reached ("");
    }

  return text != NULL ? text : "";
}

/**
 * invy_facet_foreach:
 * @func: (scope call): called once for each value; once with "" if @guest has none
 *
 * Tells the values of @guest.
 */
void
invy_facet_foreach (InvyFacet facet, InvyGuest *guest, InvyFacetFunc func, gpointer user_data)
{
  g_return_if_fail (facet < INVY_FACET_N);
  g_return_if_fail (INVY_IS_GUEST (guest));

  if (facet == INVY_FACET_TAG && invy_guest_get (guest, INVY_GUEST_TAGS) != NULL)
    {
      g_auto (GStrv) tags = invy_tags_split (invy_guest_get (guest, INVY_GUEST_TAGS));

      for (guint i = 0; tags[i] != NULL; i++)
        func (tags[i], user_data);
      return;
    }

  func (facet == INVY_FACET_TAG ? "" : get_value (facet, guest), user_data);
}
