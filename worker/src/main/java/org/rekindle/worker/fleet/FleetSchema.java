// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a fleet file against its JSON schema. The cure of each fault stands in the schema itself, as {@code errorMessage}
 * or {@code description} beside the rule, so that editors show the same words.
 */
final class FleetSchema {

    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder().errorMessageKeyword("errorMessage").build();

    private final JsonNode rules;
    private final Schema schema;

    FleetSchema() {
        rules = JsonMapper.shared().readTree(text());
        schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(CONFIG))
                .getSchema(rules);
    }

    /** The schema's own text. */
    static String text() {
        return DataFiles.text("fleet.schema.json");
    }

    /** Every fault of the file's form. */
    List<ConfigFault> faults(YamlTree tree) {
        if (!tree.root().isObject()) {
            return List.of(tree.fault("", "holds no keys", "begin with `openstack:` and `clusters:`"));
        }
        List<ConfigFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Error error : schema.validate(tree.root())) {
            String pointer = pointer(error);
            if (!error.getKeyword().equals("if") && seen.add(pointer)) {
                faults.add(fault(tree, error, pointer));
            }
        }
        return faults;
    }

    private ConfigFault fault(YamlTree tree, Error error, String pointer) {
        JsonNode rule = ruleAround(error);
        JsonNode value = tree.at(pointer);
        return switch (error.getKeyword()) {
            case "required" ->
                tree.fault(
                        pointer, "is missing", missing(rule.path("properties").path(error.getProperty())));
            case "additionalProperties" -> unknownKey(tree, error, pointer, rule);
            case "propertyNames" -> tree.fault(pointer, unusable(pointer), cure(rule.path("propertyNames")));
            case "type" -> tree.fault(pointer, "is " + kind(value) + ", expected " + expected(rule), cast(rule, value));
            case "enum", "const" -> tree.fault(pointer, quoted(value) + " is not known", choices(rule, plain(value)));
            case "maxProperties" -> tree.fault(pointer, "has " + value.size() + " keys", cure(rule));
            case "minItems", "minProperties" -> tree.fault(pointer, "is empty", "add at least one entry");
            case "minLength" -> tree.fault(pointer, "is empty", "write a value, or remove the key");
            case "minimum" ->
                tree.fault(pointer, "is " + plain(value), "use " + plain(rule.path("minimum")) + " or more");
            case "maximum" ->
                tree.fault(pointer, "is " + plain(value), "use " + plain(rule.path("maximum")) + " or less");
            case "pattern" -> tree.fault(pointer, quoted(value) + " cannot be read", cure(rule));
            default -> tree.fault(pointer, error.getMessage(), cure(rule));
        };
    }

    private static String unusable(String pointer) {
        if (pointer.endsWith("/clusters") || pointer.matches("/clusters/[^/]*")) {
            return "is not a usable id";
        }
        return "is not a usable name";
    }

    /** What may hold a user or a query is not repeated: it may hold a secret that nothing recognises. */
    private static boolean isShown(JsonNode value) {
        return value.isValueNode()
                && !plain(value).contains("@")
                && !plain(value).contains("?");
    }

    private static String quoted(JsonNode value) {
        if (isShown(value)) {
            return "`" + plain(value) + "`";
        }
        return "what stands there";
    }

    private static ConfigFault unknownKey(YamlTree tree, Error error, String pointer, JsonNode rule) {
        JsonNode former = rule.path("formerKeys").path(error.getProperty());
        if (former.isString()) {
            return tree.fault(pointer, "is no longer a key", former.asString());
        }
        List<String> known = List.copyOf(rule.path("properties").propertyNames());
        return tree.fault(pointer, "is not a key here", Suggestion.sentence(error.getProperty(), known));
    }

    /** Where the fault is: the key itself also where the schema speaks of the object around it. */
    private static String pointer(Error error) {
        String around = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required", "additionalProperties", "propertyNames" -> YamlTree.below(around, error.getProperty());
            default -> around;
        };
    }

    private JsonNode ruleAround(Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        return rules.at(JsonPointer.compile(keyword.substring(0, keyword.lastIndexOf('/'))));
    }

    private static String cure(JsonNode rule) {
        return rule.path("errorMessage").asString("look at `./rekindle fleet schema`");
    }

    private static String missing(JsonNode rule) {
        String sentence = firstSentence(rule.path("description").asString(""));
        if (sentence.isEmpty()) {
            return "add it";
        }
        return "add it: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** The first sentence of a description, without its full stop. */
    private static String firstSentence(String description) {
        int end = description.indexOf(". ");
        if (end >= 0) {
            return description.substring(0, end);
        }
        return description.replaceFirst("\\.$", "");
    }

    private static String cast(JsonNode rule, JsonNode value) {
        if (rule.has("errorMessage")) {
            return cure(rule);
        }
        if (value.isNull()) {
            return "write a value, or remove the key";
        }
        return switch (rule.path("type").asString("")) {
            case "string" -> asText(value);
            case "array" -> asList(value);
            case "integer" -> "write it without quotes and without a point";
            case "boolean" -> "write true or false, without quotes";
            default -> "write keys with values below it";
        };
    }

    private static String asText(JsonNode value) {
        if (isShown(value)) {
            return "write it in quotes: \"" + plain(value) + "\"";
        }
        return "write one word in quotes";
    }

    private static String asList(JsonNode value) {
        if (isShown(value)) {
            return "write it as a list: [" + plain(value) + "]";
        }
        return "write a list";
    }

    private static String choices(JsonNode rule, String value) {
        if (rule.has("const")) {
            return cure(rule);
        }
        List<String> known = new ArrayList<>();
        rule.path("enum").forEach(choice -> known.add(plain(choice)));
        return Suggestion.of(value, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "write one of " + String.join(", ", known));
    }

    private static String expected(JsonNode rule) {
        JsonNode type = rule.path("type");
        if (type.isArray()) {
            return type.valueStream().map(FleetSchema::typeName).collect(Collectors.joining(" or "));
        }
        return typeName(type);
    }

    private static String typeName(JsonNode type) {
        return switch (type.asString()) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "keys with values";
        };
    }

    private static String kind(JsonNode value) {
        if (value.isNull()) {
            return "empty";
        }
        if (value.isNumber()) {
            return "a number";
        }
        if (value.isBoolean()) {
            return "true or false";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isObject()) {
            return "keys with values";
        }
        return "text";
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
