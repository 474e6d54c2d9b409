/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-screens.h"

G_BEGIN_DECLS

/**
 * InvyScreensTest:
 * @prefix: of the names of its cases, of which there is one for each screen
 * @look: looks at what is on the stage, and reports
 * @prove: shows that it would notice what is wrong
 * @leave: (nullable): looks at what is left of a screen once it was closed
 */
typedef struct
{
  const char *prefix;
  void (*look) (InvyStage *stage);
  void (*prove) (InvyStage *stage);
  void (*leave) (InvyStage *stage);
} InvyScreensTest;

int invy_screens_test_main (const InvyScreensTest *test, int argc, char *argv[]);
void invy_screens_test_report (const char *where, GPtrArray *findings);

G_END_DECLS
