// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.api.RescueActivities.KeptRequest;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** Rescues from simulated clusters: each namespace that is asked about holds a hub. */
public final class FakeRescue implements RescueActivities {

    private static final List<String> KEYS =
            List.of("hub.config.ConfigurableHTTPProxy.auth_token", "hub.config.JupyterHub.cookie_secret");

    private final FakeSite site;
    private final Map<ClusterUuid, List<RescuedSecret>> kept = new ConcurrentHashMap<>();

    /** Rescues from the clusters of this site. */
    public FakeRescue(FakeSite site) {
        this.site = site;
    }

    @Override
    public RescueSighting keep(KeepRequest request) {
        boolean answers = site.ofKubeconfig(request.kubeconfig())
                .flatMap(plane -> site.served(plane.address()))
                .isPresent();
        if (!answers) {
            return kept(new KeptRequest(request.cluster(), request.uuid()))
                    .withUnread("Nothing listens there: Connection refused.");
        }
        List<RescuedSecret> secrets = request.namespaces().stream()
                .map(namespace -> new RescuedSecret(namespace, RescuedSecret.HUB, "Opaque", KEYS))
                .toList();
        kept.put(request.uuid(), secrets);
        return new RescueSighting(secrets, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);
    }

    @Override
    public RescueSighting kept(KeptRequest request) {
        List<RescuedSecret> secrets = kept.getOrDefault(request.uuid(), List.of());
        return new RescueSighting(
                secrets,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                secrets.stream()
                        .map(secret -> "Secret " + secret.path() + " of an earlier look")
                        .toList(),
                List.of(),
                true);
    }

    @Override
    public AddedClaims addClaims(ClaimsRequest request) {
        return new AddedClaims(
                request.claims().stream()
                        .map(claim -> RescuedVolume.ofCinder(claim.namespace(), claim.claim(), claim.handle()))
                        .toList(),
                List.of());
    }

    @Override
    public Restored restore(RestoreRequest request) {
        List<String> made = kept.getOrDefault(request.from(), List.of()).stream()
                .map(secret -> "Secret " + secret.path())
                .toList();
        return new Restored(made, List.of(), List.of(), List.of());
    }
}
