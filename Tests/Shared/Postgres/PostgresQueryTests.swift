import Foundation
import Testing

@testable import Postgres

@Suite("A query's interpolation")
struct PostgresQueryTests {
  @Test("makes binds, never text")
  func binds() {
    let name = "'; drop table account; --"

    let query: PostgresQuery = "select id from account where name = \(name) and age > \(21)"

    #expect(query.sql == "select id from account where name = $1 and age > $2")
    #expect(query.binds.map(\.type) == [.unknown, .int8])
    #expect(query.binds[0].bytes == Array(name.utf8))
  }

  @Test("numbers the binds of an inserted query anew")
  func composition() {
    let condition: PostgresQuery = "a = \(1) and b = \(true)"

    let query: PostgresQuery = "select x from t where c = \("z") and (\(condition)) limit \(5)"

    #expect(query.sql == "select x from t where c = $1 and (a = $2 and b = $3) limit $4")
    #expect(query.binds.map(\.type) == [.unknown, .int8, .bool, .int8])
  }

  @Test("takes raw text only through its named door")
  func rawText() {
    let query: PostgresQuery = "select count(*) from \(unsafeSQL: "account") where id = \(UUID())"

    #expect(query.sql == "select count(*) from account where id = $1")
  }

  @Test("binds nothing as null of its type")
  func null() {
    let query: PostgresQuery = "update t set at = \(Date?.none)"

    #expect(query.binds[0].type == .timestamptz)
    #expect(query.binds[0].bytes == nil)
  }
}
