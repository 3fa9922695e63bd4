// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rekindle.lab.cloud.World;

/**
 * Looks for secrets where they must not be: in the histories and in the worker's log. It knows the secrets of the lab by
 * heart, and those that the run made from the secret store.
 */
final class SecretHunt {

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    private final Map<String, String> secrets = new LinkedHashMap<>();

    SecretHunt(World world, String registryPassword, Path secretStore) throws IOException {
        secrets.put("a private key", PRIVATE_KEY);
        secrets.put("the registry's password", registryPassword);
        for (World.User user : world.users()) {
            secrets.put("the password of " + user.name(), user.password());
            user.applicationCredentials()
                    .forEach(each -> secrets.put("the secret of application credential " + each.name(), each.secret()));
        }
        if (Files.isDirectory(secretStore)) {
            try (Stream<Path> files = Files.walk(secretStore)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    kubeconfig(file);
                }
            }
        }
    }

    /** What was found in the histories of these workflows. */
    List<String> inHistories(WorkflowClient client, List<String> workflowIds) {
        List<String> leaks = new ArrayList<>();
        for (String workflowId : workflowIds) {
            // The bytes of the protocol message hold every payload as it was sent.
            byte[] history = client.fetchHistory(workflowId).getHistory().toByteArray();
            look("the history of " + workflowId, new String(history, StandardCharsets.ISO_8859_1), leaks);
        }
        return leaks;
    }

    /** What was found in a file. */
    List<String> inFile(Path file) throws IOException {
        List<String> leaks = new ArrayList<>();
        look(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1), leaks);
        return leaks;
    }

    private void look(String where, String text, List<String> leaks) {
        secrets.forEach((name, secret) -> {
            if (text.contains(secret)) {
                leaks.add(name + " is in " + where + ".");
            }
        });
    }

    private void kubeconfig(Path file) throws IOException {
        JsonNode users = new YAMLMapper().readTree(file.toFile()).path("users");
        for (JsonNode user : users) {
            String key = user.path("user").path("client-key-data").asText();
            if (!key.isEmpty()) {
                secrets.put("the key in " + file.getFileName(), key);
                String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
                secrets.put(
                        "a line of the key in " + file.getFileName(),
                        pem.lines().skip(1).findFirst().orElse(key));
            }
        }
    }
}
