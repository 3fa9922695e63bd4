// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.http.JsonFields;

/** What has reached the real Magnum to change something, from the notes that its process takes. */
final class MagnumChanges {
    /** The file in Magnum's folder. */
    static final String NOTES = "changes.jsonl";

    private final Path notes;

    /** @param folder of Magnum */
    MagnumChanges(Path folder) {
        this.notes = folder.resolve(NOTES);
    }

    /** All of it up to now. */
    Mutations read() {
        if (!Files.exists(notes)) {
            return new Mutations(List.of());
        }
        try (Stream<String> lines = Files.lines(notes)) {
            return new Mutations(lines.flatMap(line -> mutation(line).stream()).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + notes, unreadable);
        }
    }

    private static Optional<Mutation> mutation(String line) {
        JsonNode note;
        try {
            note = JsonFields.read(line);
        } catch (IOException rubbish) {
            throw new UncheckedIOException("a note of Magnum's is no JSON: " + line, rubbish);
        }
        String[] path = note.path("path").asText().replaceFirst("^/v1/", "").split("/", -1);
        Mutation.@Nullable Kind kind = kind(note.path("method").asText(), path);
        if (kind == null) {
            return Optional.empty();
        }
        int answer = note.path("answer").asInt();
        boolean makesGroup = kind == Mutation.Kind.NODE_GROUP_CHANGE
                && note.path("method").asText().equals("POST");
        @Nullable String name = note.path("name").asText(null);
        return Optional.of(new Mutation(
                Instant.parse(note.path("at").asText()),
                kind,
                clusterUuid(kind, note, path),
                name,
                note.path("mark").asText(null),
                makesGroup ? name : null,
                note.path("template").asText(null),
                answer,
                note.path("request").asText(),
                // An upgrade that fails in Helm answers 500 and has moved the template.
                answer >= 400 && !(kind == Mutation.Kind.UPGRADE && answer == 500)));
    }

    private static @Nullable String clusterUuid(Mutation.Kind kind, JsonNode note, String[] path) {
        if (kind == Mutation.Kind.CREATE) {
            return note.path("uuid").asText(null);
        }
        if (path.length > 1) {
            return path[1];
        }
        return null;
    }

    private static Mutation.@Nullable Kind kind(String method, String[] path) {
        return switch (path[0]) {
            case "clusters" -> ofCluster(method, path);
            case "clustertemplates" -> Mutation.Kind.TEMPLATE_CHANGE;
            case "certificates" ->
                method.equals("POST") ? Mutation.Kind.CERTIFICATE_SIGN : Mutation.Kind.CERTIFICATE_AUTHORITY_ROTATION;
            case "credentials" -> Mutation.Kind.CREDENTIAL_ROTATION;
            default -> null;
        };
    }

    private static Mutation.Kind ofCluster(String method, String[] path) {
        if (path.length > 2) {
            return switch (path[path.length - 1]) {
                case "upgrade" -> Mutation.Kind.UPGRADE;
                case "resize" -> Mutation.Kind.RESIZE;
                default -> Mutation.Kind.NODE_GROUP_CHANGE;
            };
        }
        return switch (method) {
            case "POST" -> Mutation.Kind.CREATE;
            case "DELETE" -> Mutation.Kind.DELETE;
            default -> Mutation.Kind.UPDATE;
        };
    }
}
