/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_COUNTRY_ROW (invy_country_row_get_type ())

/* A list of countries by their names, which can be searched. Properties "country": the ISO 3166 letters of the chosen
 * one, NULL for none; "may-be-none": whether none can be chosen. */
G_DECLARE_FINAL_TYPE (InvyCountryRow, invy_country_row, INVY, COUNTRY_ROW, AdwComboRow)

const char *invy_country_row_get_country (InvyCountryRow *self);
void invy_country_row_set_country (InvyCountryRow *self, const char *country);

G_END_DECLS
