import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Queries, Statement } from './client.ts'

/*
 * Building a query costs drizzle more than running it costs SQLite. What a whole room does at the same time, signing
 * up, is built once and filled in for each person.
 */

/** A query that is built at its first use of a database. */
export function once<Query>(build: (q: Queries) => Query): (db: Database) => Query {
  const built = new WeakMap<Database, Query>()
  return (db) => {
    const query = built.get(db) ?? build(db.q)
    built.set(db, query)
    return query
  }
}

/** An insert whose text is built once for each set of columns that its rows fill in. */
export function insertOf<Row extends object>(
  table: SQLiteTable,
  build: (q: Queries, rows: Row[]) => Statement,
): (db: Database, rows: Row[]) => Statement {
  const columns = Object.entries(getTableColumns(table))
  const texts = new Map<string, string>()
  return (db, rows) => {
    const filled = rows.map((row) => {
      const values = new Map<string, unknown>(Object.entries(row))
      return columns
        .filter(([name]) => values.get(name) !== undefined)
        .map(([name, column]) => ({ name, column, value: values.get(name) }))
    })
    const shape = filled.map((row) => row.map(({ name }) => name).join()).join(';')
    const text = texts.get(shape) ?? build(db.q, rows).toSQL().sql
    texts.set(shape, text)

    const params = filled.flat().map(({ column, value }) => (value === null ? null : column.mapToDriverValue(value)))
    return { toSQL: () => ({ sql: text, params }) }
  }
}
