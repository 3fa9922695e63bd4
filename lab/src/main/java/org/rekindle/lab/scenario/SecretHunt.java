// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.temporal.api.history.v1.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rekindle.lab.cloud.CloudFixture;

/**
 * Looks for secrets where they must not be: in the histories, the worker's metrics, the logs and the reports. It knows the
 * secrets of the lab by heart, and those that the run made from the secret store.
 */
final class SecretHunt {

    /** Keystone's own form of tokens, which a real one keeps no list of. */
    private static final Pattern FERNET_TOKEN = Pattern.compile("gAAAAA[A-Za-z0-9_-]{80,}");

    /** In characters of base64. What is shorter, or empty, is found everywhere. */
    private static final int SHORTEST_VALUE = 10;

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    private final Map<String, String> secrets = new LinkedHashMap<>();

    /**
     * A hunt.
     *
     * @param ofTheLab what the lab made or handed out while it ran, by name
     * @param secretStore where the worker keeps what it made
     */
    SecretHunt(CloudFixture world, Map<String, String> ofTheLab, Path secretStore) throws IOException {
        know("a private key", PRIVATE_KEY);
        ofTheLab.forEach(this::know);
        for (CloudFixture.User user : world.users()) {
            know("the password of " + user.name(), user.password());
            user.applicationCredentials()
                    .forEach(each -> know("the secret of application credential " + each.name(), each.secret()));
        }
        for (Path file : filesBelow(secretStore)) {
            learn(file);
        }
    }

    /** What was found in these histories, by name. */
    List<String> inHistories(Map<String, History> histories) {
        List<String> leaks = new ArrayList<>();
        // The bytes of the protocol message hold every payload as it was sent.
        histories.forEach((name, history) ->
                look("the history of " + name, new String(history.toByteArray(), StandardCharsets.ISO_8859_1), leaks));
        return leaks;
    }

    /** What was found in a file. */
    List<String> inFile(Path file) throws IOException {
        return inText(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** What was found in all files below a folder, but for those below another one. */
    List<String> inFolder(Path folder, Path except) throws IOException {
        List<String> leaks = new ArrayList<>();
        for (Path file : filesBelow(folder)) {
            if (!file.startsWith(except)) {
                look(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1), leaks);
            }
        }
        return leaks;
    }

    /** What was found in a text. */
    List<String> inText(String where, String text) {
        List<String> leaks = new ArrayList<>();
        look(where, text, leaks);
        return leaks;
    }

    private void know(String name, String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("Nothing can be found by an empty secret: " + name);
        }
        secrets.put(name, secret);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void look(String where, String text, List<String> leaks) {
        // JSON may escape slashes, as the worker's log does, and base64 has some.
        String read = text.replace("\\/", "/");
        secrets.forEach((name, secret) -> {
            if (text.contains(secret) || read.contains(secret)) {
                leaks.add(name + " is in " + where + ".");
            }
        });
        if (FERNET_TOKEN.matcher(text).find()) {
            leaks.add("a Keystone token is in " + where + ".");
        }
    }

    private void learn(Path file) throws IOException {
        JsonNode content = new YAMLMapper().readTree(file.toFile());
        rescued(file, content.path("items"));
        for (JsonNode user : content.path("users")) {
            String key = user.path("user").path("client-key-data").asText();
            if (!key.isEmpty()) {
                know("the key in " + file.getFileName(), key);
                String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
                know(
                        "a line of the key in " + file.getFileName(),
                        pem.lines().skip(1).findFirst().orElse(key));
            }
        }
    }

    private void rescued(Path file, JsonNode secrets) {
        for (JsonNode secret : secrets) {
            secret.path("data").properties().forEach(entry -> {
                String name = entry.getKey() + " of Secret "
                        + secret.at("/metadata/name").asText() + " in " + file.getFileName();
                String value = entry.getValue().asText();
                if (value.length() > SHORTEST_VALUE) {
                    know(name + ", in base64", value);
                    know(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                }
            });
        }
    }
}
