internal import CatalogueContract
internal import CatalogueDomain
internal import SwiftProtobuf

extension CatalogueDomain.Category {
  var message: Clikc_Catalogue_V1_Category {
    .with {
      $0.id = self.id.wire
      $0.code = self.code
      $0.parentID = self.parent?.wire ?? ""
      $0.titles = self.titles
      $0.language = self.language
      $0.position = Int32(self.position)
    }
  }
}
