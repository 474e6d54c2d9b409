/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What WhatsApp allows a template once it is filled, in characters, and how many buttons of which kind (WhatsApp
 * Cloud API, template components). The length of a payload is not documented; this one is known to pass. */
#define INVY_TEMPLATE_BODY_MAX 1024
#define INVY_TEMPLATE_HEADER_MAX 60
#define INVY_TEMPLATE_FOOTER_MAX 60
#define INVY_TEMPLATE_BUTTON_TEXT_MAX 25
#define INVY_TEMPLATE_URL_MAX 2000
#define INVY_TEMPLATE_CODE_MAX 15
#define INVY_TEMPLATE_PAYLOAD_MAX 128

#define INVY_TEMPLATE_BUTTONS_MAX 10
#define INVY_TEMPLATE_URL_BUTTONS_MAX 2
#define INVY_TEMPLATE_PHONE_BUTTONS_MAX 1
#define INVY_TEMPLATE_CODE_BUTTONS_MAX 1
