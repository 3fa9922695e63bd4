// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON patch as far as Magnum takes one: values are text or whole numbers, paths lead into objects. */
final class Patch {

    private static final Set<String> ALWAYS_INTERNAL =
            Set.of("/created_at", "/id", "/links", "/updated_at", "/uuid", "/project_id", "/user_id");

    private record Step(String op, String path, @Nullable JsonNode value) {

        String shown() {
            return "{'path': '" + path + "', 'op': '" + op + "'"
                    + (value == null ? "" : ", 'value': " + PythonText.repr(value)) + "}";
        }
    }

    private final List<Step> steps = new ArrayList<>();

    private Patch() {}

    /** @param internal paths that may not be touched, beside those that never may */
    static Patch read(String body, Set<String> internal) {
        Patch patch = new Patch();
        for (JsonNode step : Attributes.json(body)) {
            patch.steps.add(check(step, internal));
        }
        return patch;
    }

    /** Changes a document and returns the names of the fields at its top that have another value now. */
    Set<String> apply(ObjectNode document) {
        ObjectNode before = document.deepCopy();
        for (Step step : steps) {
            apply(step, document);
        }
        Set<String> changed = new LinkedHashSet<>();
        document.fieldNames().forEachRemaining(name -> {
            if (!document.get(name).equals(before.get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    private static Step check(JsonNode step, Set<String> internal) {
        String op = step.path("op").asText();
        if (!List.of("add", "replace", "remove").contains(op)) {
            throw MagnumError.invalid("op", op, "Value should be one of: remove, add, replace");
        }
        String path = step.path("path").asText();
        if (!path.matches("(/[\\w-]+)+")) {
            throw MagnumError.invalid("path", path, "Value should match the pattern ^(/[\\w-]+)+$");
        }
        JsonNode value = step.get("value");
        if (value != null && value.isContainerNode()) {
            throw MagnumError.invalid(
                    "value",
                    PythonText.repr(value),
                    "Wrong type. Expected '(<class 'str'>, <class 'int'>)', got '" + PythonText.type(value) + "'");
        }
        if (ALWAYS_INTERNAL.contains(path) || internal.contains(path)) {
            throw MagnumError.badRequest("'" + path + "' is an internal attribute and can not be updated");
        }
        if (!op.equals("remove") && (value == null || value.isNull())) {
            throw MagnumError.badRequest("'add' and 'replace' operations needs value");
        }
        return new Step(op, path, value);
    }

    private void apply(Step step, ObjectNode document) {
        String[] names = step.path().substring(1).split("/");
        ObjectNode parent = document;
        for (int i = 0; i < names.length - 1; i++) {
            if (!(parent.get(names[i]) instanceof ObjectNode next)) {
                throw refuse("member '" + names[i] + "' not found in " + PythonText.repr(parent));
            }
            parent = next;
        }
        String last = names[names.length - 1];
        if (step.op().equals("add") && names.length == 1) {
            checkAddAtTop(step, document, last);
        }
        if (step.op().equals("replace") && !parent.has(last)) {
            throw refuse("can't replace a non-existent object '" + last + "'");
        }
        if (step.op().equals("remove")) {
            if (!parent.has(last)) {
                throw refuse("can't remove a non-existent object '" + last + "'");
            }
            if (names.length == 1) {
                parent.putNull(last);
            } else {
                parent.remove(last);
            }
        } else {
            parent.set(last, step.value() == null ? JsonNodeFactory.instance.nullNode() : step.value());
        }
    }

    private static void checkAddAtTop(Step step, ObjectNode document, String name) {
        if (!document.has(name)) {
            throw MagnumError.badRequest(
                    "Adding a new attribute " + step.path() + " to the root of the resource is not allowed.");
        }
        if (document.hasNonNull(name)) {
            throw MagnumError.badRequest(
                    "The attribute " + step.path() + " has existed, please use 'replace' operation instead.");
        }
    }

    private MagnumError refuse(String reason) {
        return MagnumError.badRequest("Couldn't apply patch '["
                + String.join(", ", steps.stream().map(Step::shown).toList()) + "]'. Reason: " + reason);
    }
}
