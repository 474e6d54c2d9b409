/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InvyValue:
 *
 * A value for a statement. INVY_TIME() takes milliseconds since 1970, and 0 for none; INVY_TEXT() takes NULL for
 * none.
 */
typedef struct
{
  enum
  {
    INVY_VALUE_TEXT,
    INVY_VALUE_INTEGER,
    INVY_VALUE_TIME,
  } type;
  const char *text;
  gint64 integer;
} InvyValue;

#define INVY_TEXT(value) ((InvyValue) { .type = INVY_VALUE_TEXT, .text = (value) })
#define INVY_INTEGER(value) ((InvyValue) { .type = INVY_VALUE_INTEGER, .integer = (value) })
#define INVY_TIME(value) ((InvyValue) { .type = INVY_VALUE_TIME, .integer = (value) })
#define INVY_VALUES(...) \
  (const InvyValue[]){ __VA_ARGS__ }, (sizeof ((const InvyValue[]) { __VA_ARGS__ }) / sizeof (InvyValue))

#define INVY_TYPE_ROWS (invy_rows_get_type ())

G_DECLARE_DERIVABLE_TYPE (InvyRows, invy_rows, INVY, ROWS, GObject)

/**
 * InvyRowsClass:
 *
 * The rows of a query, one at a time. Texts are borrowed until the next row.
 */
struct _InvyRowsClass
{
  GObjectClass parent_class;

  gboolean (*next) (InvyRows *self, GError **error);
  const char *(*get_text) (InvyRows *self, guint column);
  gint64 (*get_integer) (InvyRows *self, guint column);
};

gboolean invy_rows_next (InvyRows *self, GError **error);
const char *invy_rows_get_text (InvyRows *self, guint column);
gint64 invy_rows_get_integer (InvyRows *self, guint column);
gint64 invy_rows_get_time (InvyRows *self, guint column);

#define INVY_TYPE_DATABASE (invy_database_get_type ())

G_DECLARE_DERIVABLE_TYPE (InvyDatabase, invy_database, INVY, DATABASE, GObject)

/**
 * InvyDatabaseClass:
 * @dialect: the folder of its migrations, "sqlite"
 * @is_shared: whether weddings have members, who may do different things with them; then the database is only
 * migrated when somebody asks for it
 * @open: connects; makes an empty database if there is none
 * @query: runs one statement; parameters are written $1, $2 … in every dialect
 * @begin_reading: (nullable): a transaction that sees one moment and keeps nobody from writing; BEGIN does if %NULL
 * @rest: (nullable): what can wait until nobody waits for an answer
 * @now: milliseconds since 1970 by the database's clock
 * @get_schema_version: 0 for an empty database, or an error for one that is not ours
 * @get_oldest_writer: (nullable): the oldest schema whose programs may still use the database
 * @set_schema_version: inside the migration's transaction
 * @prepare_migration: (nullable): what has to be there before the first migration, inside its transaction; or an
 * error for those who may not migrate
 * @settle: what is left to do once the schema is known to be ours
 * @try_lock: takes the lock of @name for as long as this connection lives; FALSE without an error if another has it
 * @is_locked: whether any connection, this one included, has the lock of @name
 * @change_counter: a number that changes when another connection wrote
 * @get_identity: (nullable): what changes when another server takes the place of this one; %NULL if it cannot be read
 * @get_socket: (nullable): what becomes readable when another connection wrote, or may have; without it, one has to
 *   look
 * @revive: (nullable): makes the connection again if it was lost; an error while that cannot be done
 * @copy: (nullable): writes all of it, or only the weddings and guests, as they are at one moment, into the empty
 *   file at @path, which becomes a SQLite database
 *
 * One connection to one kind of database, with plain blocking functions. It belongs to the thread that opened it. The
 * SQL of the store is written once, in what the dialects have in common; what differs is here and in the migrations.
 */
struct _InvyDatabaseClass
{
  GObjectClass parent_class;

  const char *dialect;
  gboolean is_shared;
  gboolean (*open) (InvyDatabase *self, const char *location, GError **error);
  void (*close) (InvyDatabase *self);
  InvyRows *(*query) (InvyDatabase *self,
                      const char *sql,
                      const InvyValue *values,
                      guint n_values,
                      gint64 *n_changed,
                      GError **error);
  gboolean (*run_script) (InvyDatabase *self, const char *sql, GError **error);
  gboolean (*begin) (InvyDatabase *self, GError **error);
  gboolean (*begin_reading) (InvyDatabase *self, GError **error);
  void (*rest) (InvyDatabase *self);
  gint64 (*now) (InvyDatabase *self);
  gboolean (*get_schema_version) (InvyDatabase *self, int *version, GError **error);
  gboolean (*get_oldest_writer) (InvyDatabase *self, int *version, GError **error);
  gboolean (*set_schema_version) (InvyDatabase *self, int version, GError **error);
  gboolean (*prepare_migration) (InvyDatabase *self, GError **error);
  gboolean (*settle) (InvyDatabase *self, GError **error);
  gboolean (*try_lock) (InvyDatabase *self, const char *name, GError **error);
  void (*unlock) (InvyDatabase *self, const char *name);
  gboolean (*is_locked) (InvyDatabase *self, const char *name);
  gint64 (*change_counter) (InvyDatabase *self);
  const char *(*get_identity) (InvyDatabase *self, GError **error);
  int (*get_socket) (InvyDatabase *self);
  gboolean (*revive) (InvyDatabase *self, GError **error);
  gboolean (*check) (InvyDatabase *self, GError **error);
  gboolean (*copy) (InvyDatabase *self, const char *path, gboolean only_book, GError **error);
};

InvyDatabase *invy_database_new_for_uri (const char *uri, char **location, GError **error);
gboolean invy_database_open (InvyDatabase *self, const char *location, GError **error);
void invy_database_close (InvyDatabase *self);
gboolean invy_database_is_shared (InvyDatabase *self);
gboolean invy_database_is_read_only (InvyDatabase *self);
void invy_database_set_read_only (InvyDatabase *self);
gboolean invy_database_migrate (InvyDatabase *self, gboolean is_asked, GError **error);
gboolean invy_database_is_current (InvyDatabase *self);
InvyRows *
invy_database_query (InvyDatabase *self, const char *sql, const InvyValue *values, guint n_values, GError **error);
gboolean invy_database_execute (InvyDatabase *self,
                                const char *sql,
                                const InvyValue *values,
                                guint n_values,
                                gint64 *n_changed,
                                GError **error);
gboolean invy_database_begin (InvyDatabase *self, GError **error);
gboolean invy_database_begin_reading (InvyDatabase *self, GError **error);
gboolean invy_database_end (InvyDatabase *self, gboolean ok, GError **error);
void invy_database_rest (InvyDatabase *self);
gint64 invy_database_now (InvyDatabase *self);
gboolean invy_database_try_lock (InvyDatabase *self, const char *name, GError **error);
void invy_database_unlock (InvyDatabase *self, const char *name);
gboolean invy_database_is_locked (InvyDatabase *self, const char *name);
gint64 invy_database_change_counter (InvyDatabase *self);
gboolean invy_database_has_identity (InvyDatabase *self);
const char *invy_database_get_identity (InvyDatabase *self, GError **error);
int invy_database_get_socket (InvyDatabase *self);
gboolean invy_database_revive (InvyDatabase *self, GError **error);
gboolean invy_database_check (InvyDatabase *self, GError **error);
gboolean invy_database_copy (InvyDatabase *self, const char *path, gboolean only_book, GError **error);

G_END_DECLS
