internal import Authentication
internal import CatalogueContract
internal import CatalogueDomain
internal import Foundation
internal import GRPCCore
internal import Problems
internal import SwiftProtobuf

/// Running the catalogue's shelves.
struct CategoriesService: Clikc_Catalogue_V1_Categories.SimpleServiceProtocol {
  let store: PostgresCategoryStore
  let newID: @Sendable () -> UUID

  func putCategory(
    request: Clikc_Catalogue_V1_PutCategoryRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_PutCategoryResponse {
    _ = try Principal.required(.administrator)
    let faults = CategoryInspection.faults(
      code: request.code, parentCode: request.parentCode, titles: request.titles,
      language: request.language, position: Int(request.position))
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let category = try await self.put(request)
    return .with { $0.category = category.message }
  }

  private func put(
    _ request: Clikc_Catalogue_V1_PutCategoryRequest
  ) async throws -> CatalogueDomain.Category {
    let wanted = PostgresCategoryStore.Wanted(
      code: request.code, parentCode: request.parentCode, titles: request.titles,
      language: request.language, position: Int(request.position))
    do {
      return try await self.store.put(wanted, newID: self.newID())
    } catch PostgresCategoryStore.Fault.unknownParent {
      throw Refusal.invalid([DocumentFault("parent_code", .unknownCategory)])
    } catch PostgresCategoryStore.Fault.circle {
      throw Refusal.invalid([DocumentFault("parent_code", .categoryCycle)])
    }
  }
}
