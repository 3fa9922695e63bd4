// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.rekindle.lab.plane.ManagementCluster;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.ResourceStack;

/** The real controllers of Cluster API as processes beside a management cluster, with their webhooks. */
final class ClusterApiControllers implements AutoCloseable {
    private static final String NAMESPACE = "capi-system";
    private static final Duration START = Duration.ofSeconds(90);
    private static final String RESOURCE_DEFINITIONS = "apiextensions.k8s.io/v1";
    private static final JsonMapper JSON = new JsonMapper();

    private final ResourceStack resources = new ResourceStack();
    private final ManagementCluster management;
    private final Definitions definitions;
    private final Map<Provider, Ports> ports = new EnumMap<>(Provider.class);

    /**
     * How they behave.
     *
     * @param oldVersionServed whether the provider for OpenStack serves {@code v1alpha7}
     * @param servingCertificates the folder that the development provider takes clusters' serving certificates from
     * @param awaitEndpoint whether the lab says where the outside finds the API server of a cluster
     */
    record Ways(boolean oldVersionServed, Path servingCertificates, boolean awaitEndpoint) {}

    private record Ports(int webhooks, int health, int diagnostics) {}

    private ClusterApiControllers(ManagementCluster management, Definitions definitions) {
        this.management = management;
        this.definitions = definitions;
        for (Provider provider : Provider.values()) {
            ports.put(provider, new Ports(FreePorts.take(), FreePorts.take(), FreePorts.take()));
        }
    }

    /**
     * Starts them in a management cluster that is ready.
     *
     * @param programs where the controllers are
     */
    static ClusterApiControllers start(
            ManagementCluster management,
            Definitions definitions,
            Function<Provider, Path> programs,
            Ways ways,
            Path logs)
            throws IOException {
        Files.createDirectories(ways.servingCertificates());
        ClusterApiControllers api = new ClusterApiControllers(management, definitions);
        try {
            api.define(ways.oldVersionServed());
            Map<Provider, Service> controllers = new EnumMap<>(Provider.class);
            for (Provider provider : Provider.values()) {
                controllers.put(
                        provider,
                        api.resources.closes(
                                provider.label(), api.launch(provider, programs.apply(provider), ways, logs)));
            }
            controllers.forEach((provider, controller) -> controller.awaitOk(
                    START, "http://127.0.0.1:" + api.of(provider).health() + "/readyz"));
            api.configureWebhooks();
            return api;
        } catch (IOException | RuntimeException failed) {
            api.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        resources.close();
    }

    private void define(boolean oldVersionServed) throws IOException {
        KubernetesClient client = management.client();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        create(RESOURCE_DEFINITIONS, Definitions.openStackClusters(oldVersionServed));
        for (Provider provider : Provider.values()) {
            for (JsonNode resource :
                    definitions.resources(provider, of(provider).webhooks(), management.authorityPem())) {
                create(RESOURCE_DEFINITIONS, resource);
            }
        }
        Waiting.until(
                "Cluster API's resource definitions",
                START,
                () ->
                        client
                                .genericKubernetesResources(RESOURCE_DEFINITIONS, "CustomResourceDefinition")
                                .list()
                                .getItems()
                                .stream()
                                .allMatch(ClusterApiControllers::established),
                () -> false,
                () -> "some are not established");
    }

    private static boolean established(GenericKubernetesResource definition) {
        List<?> conditions = definition.get("status", "conditions");
        return conditions != null
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> fields
                                && "Established".equals(fields.get("type"))
                                && "True".equals(fields.get("status")));
    }

    private Service launch(Provider provider, Path program, Ways ways, Path logs) {
        Ports own = of(provider);
        return Service.start(
                provider.tool().command(),
                List.of(
                        program.toString(),
                        "--kubeconfig=" + management.kubeconfig(),
                        "--webhook-port=" + own.webhooks(),
                        "--webhook-cert-dir=" + management.certificates(),
                        "--webhook-cert-name=" + management.servingCertificate() + ".crt",
                        "--webhook-key-name=" + management.servingCertificate() + ".key",
                        "--health-addr=127.0.0.1:" + own.health(),
                        "--diagnostics-address=127.0.0.1:" + own.diagnostics(),
                        "--insecure-diagnostics=true",
                        "--v=2"),
                Map.of(
                        "POD_NAMESPACE",
                        NAMESPACE,
                        "POD_NAME",
                        provider.label(),
                        "POD_UID",
                        provider.label(),
                        // Where the development provider's API servers listen.
                        "POD_IP",
                        "127.0.0.1",
                        "REKINDLE_SERVING_CERTIFICATES",
                        ways.servingCertificates().toString(),
                        "REKINDLE_AWAIT_ENDPOINT",
                        String.valueOf(ways.awaitEndpoint()),
                        "GOGC",
                        "50"),
                logs);
    }

    private void configureWebhooks() throws IOException {
        for (Provider provider : Provider.values()) {
            for (JsonNode webhooks :
                    definitions.webhooks(provider, of(provider).webhooks(), management.authorityPem())) {
                create("admissionregistration.k8s.io/v1", webhooks);
            }
        }
    }

    private void create(String apiVersion, JsonNode object) {
        management
                .client()
                .genericKubernetesResources(apiVersion, object.path("kind").asText())
                .resource(JSON.convertValue(object, GenericKubernetesResource.class))
                .create();
    }

    private Ports of(Provider provider) {
        return Objects.requireNonNull(ports.get(provider));
    }
}
