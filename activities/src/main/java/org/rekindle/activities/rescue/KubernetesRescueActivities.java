// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.api.RescueActivities.KeptRequest;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.observation.RescueSighting;

/** Rescues through the Kubernetes API. Values go from the cluster into the secret store and back; answers hold names alone. */
public final class KubernetesRescueActivities implements RescueActivities {

    private final KubernetesClients clients;
    private final SecretStore store;

    /** @param store where what is rescued is kept, as {@code rescue/<cluster>/<uuid>} */
    public KubernetesRescueActivities(KubernetesClients clients, SecretStore store) {
        this.clients = clients;
        this.store = store;
    }

    @Override
    public RescueSighting keep(KeepRequest request) {
        RescueBundle bundle = RescueBundle.of(store, request.cluster(), request.uuid());
        try (KubernetesClient client = clients.openThoughExpired(request.kubeconfig())) {
            OldCluster cluster =
                    new OldCluster(client, bundle, Clock.systemUTC().instant());
            cluster.read(request);
            bundle.keep();
            return cluster.seen();
        }
    }

    @Override
    public RescueSighting kept(KeptRequest request) {
        return RescueBundle.of(store, request.cluster(), request.uuid())
                .inventory(List.of(), List.of(), List.of(), true);
    }

    @Override
    public AddedClaims addClaims(ClaimsRequest request) {
        RescueBundle bundle = RescueBundle.of(store, request.cluster(), request.uuid());
        AddedClaims added = new ClaimsByCloud(bundle).add(request.claims());
        bundle.keep();
        return added;
    }

    @Override
    public Restored restore(RestoreRequest request) {
        RescueBundle bundle = RescueBundle.of(store, request.cluster(), request.from());
        try (KubernetesClient client = clients.open(request.kubeconfig())) {
            NewCluster cluster = new NewCluster(client);
            SecretsPutBack secrets = new SecretsPutBack(cluster, request.releases());
            VolumesPutBack volumes = new VolumesPutBack(cluster, request.releases());
            bundle.secrets().forEach(secrets::putBack);
            bundle.volumes().stream()
                    .filter(claimed -> request.volumes().contains(claimed.handle()))
                    .forEach(volumes::putBack);
            return cluster.restored();
        }
    }
}
