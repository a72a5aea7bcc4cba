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
    const params: unknown[] = []
    let shape = ''
    for (const row of rows) {
      for (const [name, column] of columns) {
        const value: unknown = Reflect.get(row, name)
        if (value === undefined) continue
        shape += `${name},`
        params.push(value === null ? null : column.mapToDriverValue(value))
      }
      shape += ';'
    }
    const text = texts.get(shape) ?? build(db.q, rows).toSQL().sql
    texts.set(shape, text)
    return { toSQL: () => ({ sql: text, params }) }
  }
}
