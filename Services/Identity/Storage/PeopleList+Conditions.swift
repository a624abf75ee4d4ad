internal import Foundation
internal import IdentityDomain
internal import Postgres

/// `offset 0` keeps the planner from reading all words first: of a person in turn they are few.
extension PeopleList {
  /// Who has the role that is asked for, and who has each of the words: what people can be looked up by. The
  /// likeliest to be few come first.
  var sources: [PostgresQuery] {
    let words: [PostgresQuery] = search.beginnings.map { beginning in
      "select w.account_id from account_words w where \(wordScope) and \(word(beginning))"
    }
    guard let role, role != .learner else { return words }
    return [
      "select r.account_id from account_roles r where r.role = \(role.rawValue) and r.role > 1"
    ] + words
  }

  var scopeCondition: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "a.administration_id = \(id)"
    }
  }

  var wordScope: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "w.administration_id = \(id)"
    }
  }

  var stateCondition: PostgresQuery {
    switch state {
    case nil: "true"
    case .waiting: "a.waiting and a.suspended_at is null"
    case .active: "not a.waiting and a.suspended_at is null"
    case .suspended: "a.suspended_at is not null"
    }
  }

  private func word(_ beginning: String) -> PostgresQuery {
    let range = PeopleSearch.range(of: beginning)
    return "w.word >= \(range.from) and w.word < \(range.to)"
  }

  /// All words and the role.
  var allCondition: PostgresQuery { "\(having(search.beginnings[...])) and \(roleCondition)" }

  /// What the source at a place in ``sources`` leaves open.
  func othersCondition(than place: Int) -> PostgresQuery {
    let word = place - (sources.count - search.beginnings.count)
    guard word >= 0 else { return having(search.beginnings[...]) }
    let before = having(search.beginnings[..<word])
    let after = having(search.beginnings[(word + 1)...])
    return "\(before) and \(after) and \(roleCondition)"
  }

  func having(_ beginnings: ArraySlice<String>) -> PostgresQuery {
    beginnings.reduce("true") { condition, beginning in
      """
      \(condition) and exists (select from account_words w
        where w.account_id = a.id and \(word(beginning)) offset 0)
      """
    }
  }

  var roleCondition: PostgresQuery {
    guard let role else { return "true" }
    return """
      exists (select from account_roles r
        where r.account_id = a.id and r.role = \(role.rawValue) offset 0)
      """
  }

  /// Who was erased has neither words nor a role, and is on no list.
  var notErased: PostgresQuery {
    """
    not exists (select from erasures e
      where e.account_id = a.id and e.state = 'erased' offset 0)
    """
  }

  var sequence: PostgresQuery {
    switch order {
    case .newest: "a.created_at desc, a.id desc"
    case .name: "a.name collate \"und-x-icu\", a.id"
    case .username: "a.username, a.id"
    }
  }

  var positionCondition: PostgresQuery {
    switch after {
    case nil: "true"
    case .newest(let date, let id): "(a.created_at, a.id) < (\(date), \(id))"
    case .name(let name, let id):
      "(a.name collate \"und-x-icu\", a.id) > (\(name), \(id))"
    case .username(let name, let id): "(a.username, a.id) > (\(name), \(id))"
    }
  }
}
