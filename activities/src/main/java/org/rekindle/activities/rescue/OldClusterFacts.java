// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what stands in a cluster and is not copied: the plan tells of it, since it will be another one or is to be the same. */
final class OldClusterFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In bytes. A Secret holds one MiB of it packed, and what is packed can be a thousand times as long. */
    private static final int LARGEST_RELEASE = 32 * 1024 * 1024;

    private final KubernetesClient client;

    OldClusterFacts(KubernetesClient client) {
        this.client = client;
    }

    /** The addresses of load balancers, each as {@code namespace/service address}. */
    List<String> addresses() {
        return client.services().inAnyNamespace().list().getItems().stream()
                .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
                .flatMap(OldClusterFacts::addresses)
                .sorted()
                .toList();
    }

    private static Stream<String> addresses(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return Stream.of();
        }
        String name = service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
        return service.getStatus().getLoadBalancer().getIngress().stream().map(each -> name + " " + address(each));
    }

    private static String address(LoadBalancerIngress ingress) {
        return Objects.requireNonNullElse(
                ingress.getIp(), Objects.requireNonNullElse(ingress.getHostname(), "unknown"));
    }

    /** The releases of a namespace that Helm calls deployed, each as {@code namespace/name (chart-version, revision 3)}. */
    List<String> releases(String namespace) {
        return client
                .secrets()
                .inNamespace(namespace)
                .withLabels(Map.of("owner", "helm", "status", "deployed"))
                .list()
                .getItems()
                .stream()
                .map(OldClusterFacts::release)
                .sorted()
                .toList();
    }

    private static String release(Secret record) {
        Map<String, String> labels = record.getMetadata().getLabels();
        return record.getMetadata().getNamespace() + "/" + labels.get("name") + " (" + chart(record) + ", revision "
                + labels.get("version") + ")";
    }

    /** Helm packs a release as JSON, by gzip and then by base64. It holds values, so nothing else of it is read or told. */
    private static String chart(Secret record) {
        String packed = Objects.requireNonNullElse(record.getData(), Map.<String, String>of())
                .getOrDefault("release", "");
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(
                Base64.getDecoder().decode(Base64.getDecoder().decode(packed))))) {
            byte[] release = json.readNBytes(LARGEST_RELEASE);
            JsonNode chart = JSON.readTree(release).at("/chart/metadata");
            return chart.path("name").asText() + "-" + chart.path("version").asText();
        } catch (IOException | IllegalArgumentException unreadable) {
            return "a chart that cannot be read";
        }
    }
}
