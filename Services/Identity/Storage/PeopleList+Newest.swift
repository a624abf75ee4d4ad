internal import Foundation
internal import IdentityDomain
internal import Postgres

/// The newest people of some words, read in order: those of each word stand so (`account_words`), and those of several
/// are merged or met on the way, as far as the page goes.
extension PeopleList {
  /// Those on the page; nil when the list is in another order, or begins with a role, when none of the beginnings stands
  /// for ``fewWords`` or less, and when what else is asked for is too rare among the first ``longest`` who have those.
  func newest(_ database: any StatementRunner) async throws(PostgresError) -> [PersonRow]? {
    guard order == .newest, !search.beginnings.isEmpty, sources.count == search.beginnings.count
    else { return nil }
    let words = try await self.words(database)
    let narrow = words.filter { $0.count <= fewWords }
    guard !narrow.isEmpty else { return nil }
    guard narrow.allSatisfy({ !$0.isEmpty }) else { return [] }
    let stream = stream(of: narrow)
    let wide = zip(search.beginnings, words).filter { $0.1.count > fewWords }.map(\.0)
    if wide.isEmpty, state == nil, role == nil {
      let people = first(of: stream, rows: .max)
      return try await page(of: "a.id = any(array(\(people)))", database)
    }
    let condition: PostgresQuery =
      "\(newestCondition) and \(having(wide[...])) and \(roleCondition)"
    let found = try await ids(first(of: stream, rows: longest, where: condition), database)
    if found.count < limit {
      let more = try await database.query("\(stream) offset \(rows: longest) limit 1")
      guard more.isEmpty else { return nil }
    }
    return try await page(of: found, database)
  }

  /// The words that each beginning stands for, one more than ``fewWords`` at most: each is the first after the one before.
  private func words(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> [[String]] {
    let ranges = search.beginnings.map(PeopleSearch.range(of:))
    let rows = try await database.query(
      """
      select b.place, found.word
      from unnest(\(ranges.map(\.from)), \(ranges.map(\.to))) with ordinality as b (first, last, place)
      cross join lateral (
        with recursive found (word) as (
          (select w.word from account_words w
            where \(wordScope) and w.word >= b.first and w.word < b.last order by w.word limit 1)
          union all
          select (select w.word from account_words w
            where \(wordScope) and w.word > found.word and w.word < b.last order by w.word limit 1)
          from found where found.word is not null
        )
        select found.word from found where found.word is not null limit \(rows: fewWords + 1)
      ) as found
      """)
    var words = [[String]](repeating: [], count: ranges.count)
    for row in rows {
      words[try row.decode(Int.self, at: 0) - 1].append(try row.decode(String.self, at: 1))
    }
    return words
  }

  /// The first people of a stream whom `condition` takes, as many as are on the page, of so many rows. Who has two words
  /// of a beginning is there twice.
  private func first(
    of stream: PostgresQuery, rows count: Int, where condition: PostgresQuery = "true"
  ) -> PostgresQuery {
    """
    select a.id as account_id from (
      select distinct on (a.created_at, a.id) a.created_at, a.id
      from (\(stream) limit \(rows: min(count, Int(Int32.max)))) as one
        cross join lateral (select one.created_at, one.id) as a
      where \(condition)
      order by a.created_at desc, a.id desc limit \(rows: limit)) as a
    """
  }

  /// Those who have a word of each of the lists, the newest first. The limits let the planner do nothing but read each in
  /// order and merge them.
  private func stream(of lists: [[String]]) -> PostgresQuery {
    let streams = lists.map { words -> PostgresQuery in
      let branches = padded(words).map { word -> PostgresQuery in
        """
        (select w.created_at, w.account_id as id from account_words w
          where \(wordScope) and w.word = \(word) and \(wordPosition)
          order by w.created_at desc, w.account_id desc)
        """
      }
      return """
        (select created_at, id
          from (\(branches.dropFirst().reduce(branches[0]) { "\($0) union all \($1)" })) as words
          order by created_at desc, id desc limit \(rows: Int(Int32.max)))
        """
    }
    let joined = streams.enumerated().dropFirst().reduce("\(streams[0]) as s0" as PostgresQuery) {
      "\($0) join \($1.element) as \(unsafeSQL: "s\($1.offset)") using (created_at, id)"
    }
    return "select created_at, id from \(joined) order by created_at desc, id desc"
  }

  /// With a word that nobody has, until they are a power of two: so that statements that differ in their number are few.
  private func padded(_ words: [String]) -> [String] {
    words + Array(repeating: "", count: words.count.roundedUp - words.count)
  }

  private var wordPosition: PostgresQuery {
    guard case .newest(let date, let id) = after else { return "true" }
    return "(w.created_at, w.account_id) < (\(date), \(id))"
  }

  /// The state, of somebody of whom words alone were read: those who wait and those who are suspended stand in the same
  /// order.
  private var newestCondition: PostgresQuery {
    guard state != nil else { return "true" }
    return """
      exists (select from accounts a
        where a.created_at = one.created_at and a.id = one.id and \(stateCondition) offset 0)
      """
  }
}
