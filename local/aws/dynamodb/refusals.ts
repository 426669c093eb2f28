/** What DynamoDB refuses. */
export const dynamoDbRefusals = {
  R54: { code: "ValidationException", fact: "a table's name has characters or a length that DynamoDB doesn't allow" },
  R55: { code: "ValidationException", fact: "a table defines other attributes than those of its key" },
  R56: { code: "ResourceInUseException", fact: "an account has two tables of one name in a region" },
  R57: { code: "ResourceNotFoundException", fact: "an item is written to a table that doesn't exist" },
  R58: { code: "ValidationException", fact: "an item has no key, or one of another type than the table's" },
  R59: { code: "ConditionalCheckFailedException", fact: "a stack creates an item with the key of another resource" },
  R99: { code: "ValidationException", fact: "a table with deletion protection is deleted" },
} as const;
