import Foundation
import Postgres
import Testing

@Suite("Values on their way to the server and back")
struct ValueTests {
  @Test("every type comes back as it was bound")
  func roundTrips() async throws {
    try await TestServer.withPool { pool in
      try await expectRoundTrip("naïve درس 🎓", in: pool)
      try await expectRoundTrip("", in: pool)
      try await expectRoundTrip(true, in: pool)
      try await expectRoundTrip(false, in: pool)
      for number in [0, 1, -1, Int.max, Int.min] { try await expectRoundTrip(number, in: pool) }
      try await expectRoundTrip(Int32.min, in: pool)
      try await expectRoundTrip(Int64.max, in: pool)
      for number in [0.1, -0.0, .infinity, .pi, .leastNonzeroMagnitude] {
        try await expectRoundTrip(number, in: pool)
      }
      try await expectRoundTrip(UUID(), in: pool)
      try await expectRoundTrip(Array(UInt8.min...UInt8.max), in: pool)
      try await expectRoundTrip([UInt8](), in: pool)
      try await expectRoundTrip(Date(timeIntervalSince1970: 1_764_000_000.123456), in: pool)
      try await expectRoundTrip(Date(timeIntervalSince1970: -1.5), in: pool)
    }
  }

  @Test("arrays come back as they were bound")
  func arrays() async throws {
    try await TestServer.withPool { pool in
      try await expectRoundTrip(["a", "", "{\"b\",c}"], in: pool)
      try await expectRoundTrip([String](), in: pool)
      try await expectRoundTrip([UUID(), UUID()], in: pool)
      try await expectRoundTrip([1, 2, Int.max], in: pool)
      try await expectRoundTrip([Int32(7)], in: pool)
      try await expectRoundTrip([0.5, 2], in: pool)
      try await expectRoundTrip([true, false], in: pool)
      try await expectRoundTrip([[UInt8]]([[1, 2], []]), in: pool)
      try await expectRoundTrip([Date(timeIntervalSince1970: 0)], in: pool)
    }
  }

  @Test("what is missing in an array is null, in its place")
  func nullsInArrays() async throws {
    try await TestServer.withPool { pool in
      let ids: [UUID?] = [nil, UUID(), nil]
      let words: [String?] = ["", nil, "a"]
      let rows = try await pool.query(
        """
        select id, word from unnest(\(NullableArray(ids)), \(NullableArray(words)))
          with ordinality as g (id, word, place) order by place
        """)
      #expect(try rows.map { try $0.decode(UUID?.self, "id") } == ids)
      #expect(try rows.map { try $0.decode(String?.self, "word") } == words)

      let none = try await pool.query("select cardinality(\(NullableArray<UUID>([]))) as count")
      #expect(try none[0].decode(Int.self, "count") == 0)
    }
  }

  @Test("nothing is null, both ways")
  func null() async throws {
    try await TestServer.withPool { pool in
      let rows = try await pool.query("select \(Int?.none) as number, null::text as text")

      #expect(try rows[0].decode(Int?.self, "number") == nil)
      #expect(try rows[0].decode(String?.self, "text") == nil)
      let error = try #require(throws: PostgresError.self) {
        try rows[0].decode(String.self, "text")
      }
      #expect(error.message == "column text is null, which String cannot hold")
    }
  }

  @Test("text fits jsonb, enumerations, dates and addresses")
  func inferredText() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create type mood as enum ('calm', 'keen')")
      try await pool.query("create table t (j jsonb, m mood, d date, i inet, n numeric(9, 4))")

      try await pool.query(
        """
        insert into t values
        (\(#"{"a": [1, 2]}"#), \("keen"), \("2026-11-24"), \("::1"), \("12.34"))
        """)

      let row = try #require(try await pool.query("select j, m, d, i::text as i, n from t").first)
      #expect(try row.decode(String.self, "j") == #"{"a": [1, 2]}"#)
      #expect(try row.decode(String.self, "m") == "keen")
      #expect(try row.decode(Date.self, "d") == Date(timeIntervalSince1970: 1_795_478_400))
      #expect(try row.decode(String.self, "i") == "::1/128")
      #expect(try row.decode(String.self, "n") == "12.3400")
      #expect(try row.decode(Double.self, "n") == 12.34)
    }
  }

  @Test(
    "numeric is spelled as the server spells it",
    arguments: [
      "0", "1", "-1", "0.5", "10000", "99999999.00000001", "-0.0001", "1e20", "123456789.987654321",
      "1000000", "0.00", "NaN",
    ])
  func numeric(text: String) async throws {
    try await TestServer.withPool { pool in
      let rows = try await pool.query(
        "select \(text)::numeric as n, (\(text)::numeric)::text as t")

      #expect(try rows[0].decode(String.self, "n") == rows[0].decode(String.self, "t"))
    }
  }

  @Test("aggregates decode as the numbers they are")
  func aggregates() async throws {
    try await TestServer.withPool { pool in
      let rows = try await pool.query(
        "select sum(x) as sum, avg(x) as avg, count(*) as count from generate_series(1, 4) as x")

      #expect(try rows[0].decode(Int.self, "sum") == 10)
      #expect(try rows[0].decode(Double.self, "avg") == 2.5)
      #expect(try rows[0].decode(Int.self, "count") == 4)
    }
  }

  @Test("an enumeration with raw values reads and binds itself")
  func enumerations() async throws {
    try await TestServer.withPool { pool in
      let rows = try await pool.query("select \(Colour.red) as a, 'pink' as b")

      #expect(try rows[0].decode(Colour.self, "a") == .red)
      let error = try #require(throws: PostgresError.self) {
        try rows[0].decode(Colour.self, "b")
      }
      #expect(error.message == "column b holds a value that Colour does not know")
    }
  }

  @Test("a wrong name or type is named in the error")
  func clearErrors() async throws {
    try await TestServer.withPool { pool in
      let rows = try await pool.query("select 1 as one, 'x' as text, 300::bigint as big")

      let missing = try #require(throws: PostgresError.self) { try rows[0].decode(Int.self, "two") }
      #expect(missing.message == "there is no column two among one, text, big")
      let wrong = try #require(throws: PostgresError.self) {
        try rows[0].decode(UUID.self, "text")
      }
      #expect(wrong.message == "column text has type 25, which cannot be read as UUID; cast it")
      #expect(throws: PostgresError.self) { try rows[0].decode(UInt8.self, "big") }
    }
  }

  private func expectRoundTrip<T: PostgresEncodable & PostgresDecodable & Equatable>(
    _ value: T, in pool: PostgresPool, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let rows = try await pool.query("select \(value) as value")

    #expect(try rows[0].decode(T.self, "value") == value, sourceLocation: sourceLocation)
  }
}

private enum Colour: String, PostgresEncodable, PostgresDecodable {
  case red
  case blue
}
