// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.RescuedSecret;

/** Reads the Secrets of a cluster that no values file can bring back, each as it can be made anew in another cluster. */
final class SecretsToKeep {

    /** JupyterHub's chart keeps all its values there, with the operator's passwords; the next release brings its own. */
    private static final String VALUES = "values.yaml";

    /** {@code kubectl apply} keeps the whole object there, with its values. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final KubernetesClient client;

    SecretsToKeep(KubernetesClient client) {
        this.client = client;
    }

    /** The hub's Secret and the certificates of a namespace. */
    List<Secret> of(String namespace) {
        List<Secret> kept = new ArrayList<>();
        Secret hub = named(namespace, RescuedSecret.HUB);
        if (hub != null) {
            kept.add(hub);
        }
        client.secrets().inNamespace(namespace).withField("type", RescuedSecret.TLS).list().getItems().stream()
                .map(SecretsToKeep::copy)
                .forEach(kept::add);
        return List.copyOf(kept);
    }

    /** One Secret; null where there is none of this name. */
    @Nullable
    Secret named(String namespace, String name) {
        Secret found = client.secrets().inNamespace(namespace).withName(name).get();
        if (found == null) {
            return null;
        }
        return copy(found);
    }

    /** Without what the cluster itself has written: it means nothing in another one. */
    private static Secret copy(Secret found) {
        Map<String, String> data = new HashMap<>(Objects.requireNonNullElse(found.getData(), Map.of()));
        if (found.getMetadata().getName().equals(RescuedSecret.HUB)) {
            data.remove(VALUES);
        }
        Map<String, String> annotations =
                new HashMap<>(Objects.requireNonNullElse(found.getMetadata().getAnnotations(), Map.of()));
        annotations.remove(LAST_APPLIED);
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(found.getMetadata().getNamespace())
                .withName(found.getMetadata().getName())
                .withLabels(found.getMetadata().getLabels())
                .withAnnotations(annotations)
                .endMetadata()
                .withType(found.getType())
                .withImmutable(found.getImmutable())
                .withData(data)
                .build();
    }
}
