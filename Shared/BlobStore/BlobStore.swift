// Seed of BlobStore.
