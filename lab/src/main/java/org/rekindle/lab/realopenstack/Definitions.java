// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/**
 * Cluster API's resource definitions and webhook configurations, taken from its sources once and kept in the cache folder;
 * changed so that they lead to controllers that run as processes on this machine rather than behind a service.
 */
final class Definitions {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path folder;

    private Definitions(Path folder) {
        this.folder = folder;
    }

    /** Takes them from the sources unless they are there. */
    static Definitions ensure(ToolFinder tools, Path cache, String version, Progress progress) throws IOException {
        Path folder = cache.resolve("openstack").resolve("cluster-api-" + version);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            progress.say("taking Cluster API's definitions from its sources");
            for (Provider provider : Provider.values()) {
                Path config = tools.sources(provider.tool(), provider.module()).resolve(provider.folder());
                Path place = Files.createDirectories(folder.resolve(provider.label()));
                try (DirectoryStream<Path> bases = Files.newDirectoryStream(config.resolve("crd/bases"), "*.yaml")) {
                    for (Path base : bases) {
                        Files.copy(base, place.resolve(base.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                Files.copy(
                        config.resolve("webhook/manifests.yaml"),
                        place.resolve("webhooks"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(complete, version);
        }
        return new Definitions(folder);
    }

    /**
     * The resource definitions of a provider.
     *
     * @param port where its webhooks listen
     * @param authority of their certificate, as PEM
     */
    List<JsonNode> resources(Provider provider, int port, String authority) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(provider.label()), "*.yaml")) {
            for (Path file : files) {
                ObjectNode definition = (ObjectNode) YAML.readTree(file.toFile());
                if (provider != Provider.CORE) {
                    // The contract's versions, which kustomize adds in a release.
                    definition
                            .withObject("/metadata/labels")
                            .put("cluster.x-k8s.io/v1beta1", "v1beta1")
                            .put("cluster.x-k8s.io/v1beta2", "v1beta2");
                }
                if (definition.at("/spec/versions").size() > 1) {
                    ObjectNode conversion = definition.withObject("/spec/conversion");
                    conversion.put("strategy", "Webhook");
                    ObjectNode webhook = conversion.putObject("webhook");
                    webhook.putArray("conversionReviewVersions").add("v1");
                    lead(webhook.putObject("clientConfig"), port, "/convert", authority);
                }
                all.add(definition);
            }
        }
        return all;
    }

    /** The webhook configurations of a provider; parameters as in {@link #resources}. */
    List<JsonNode> webhooks(Provider provider, int port, String authority) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(folder.resolve(provider.label()).resolve("webhooks").toFile())) {
            while (documents.hasNext()) {
                if (documents.next() instanceof ObjectNode configuration) {
                    String kind = configuration.path("kind").asText();
                    configuration
                            .withObject("/metadata")
                            .put("name", provider.label() + (kind.startsWith("Mut") ? "-mutating" : "-validating"));
                    for (JsonNode webhook : configuration.path("webhooks")) {
                        ObjectNode client = (ObjectNode) webhook.path("clientConfig");
                        String path = client.remove("service").path("path").asText();
                        lead(client, port, path, authority);
                    }
                    all.add(configuration);
                }
            }
        }
        return all;
    }

    /** The one kind of the provider for OpenStack. */
    static JsonNode openStackClusters(boolean oldVersionServed) throws IOException {
        JsonNode definition = YAML.readTree(PackagedFiles.text("openstackclusters.yaml"));
        ((ObjectNode) definition.at("/spec/versions/0")).put("served", oldVersionServed);
        return definition;
    }

    private static void lead(ObjectNode client, int port, String path, String authority) {
        client.put("url", "https://127.0.0.1:" + port + path);
        client.put("caBundle", Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)));
    }
}
