// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.fake.FakeFacts.Proof;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.proxy.TransitTime;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** What can be seen of the simulated clusters at this moment. */
public final class FakeSite {

    private final FakeFacts facts;
    private final ControlPlanes planes;
    private final TransitTime transit;
    private final InstantSource time;
    private final Map<Proof, Integer> failed = new ConcurrentHashMap<>();
    private final Set<Proof> settled = ConcurrentHashMap.newKeySet();
    private Set<String> first = Set.of();
    private final Map<FakeFacts.ApiServer, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean renewedInPlace;

    /**
     * A site.
     *
     * @param time of the cloud, which catches up before anything is looked at
     */
    public FakeSite(FakeFacts facts, ControlPlanes planes, TransitTime transit, InstantSource time) {
        this.facts = facts;
        this.planes = planes;
        this.transit = transit;
        this.time = time;
    }

    /** Says that the clusters of now are those that the scenario begins with, which its facts speak of. */
    public void begins() {
        first = planes.all().stream().map(SimulatedControlPlane::clusterUuid).collect(Collectors.toUnmodifiableSet());
    }

    /** What the scenario says. */
    FakeFacts facts() {
        return facts;
    }

    /** The time of the cloud, after all that is due has been done. */
    Instant now() {
        transit.catchUp();
        return time.instant();
    }

    /** The certificate that is served at an address; none where nothing listens. */
    Optional<ServedCertificate> served(String address) {
        transit.catchUp();
        return planes.at(address).filter(plane -> !isSilent(plane)).map(this::served);
    }

    /** The certificates of the other API servers at an address, until they are renewed in place. */
    List<ServedCertificate> alsoServed(String address) {
        if (renewedInPlace) {
            return List.of();
        }
        Instant now = time.instant();
        return planes.at(address).filter(plane -> isFirst(plane.clusterUuid())).stream()
                .flatMap(plane -> facts.apiServers().stream().map(server -> served(plane, end(server, now))))
                .toList();
    }

    /** Such an end lies still while time is skipped, as that of the certificate does that is issued with the cluster. */
    private Instant end(FakeFacts.ApiServer server, Instant now) {
        return ends.computeIfAbsent(
                server,
                unseen -> server.ended() == null
                        ? now.plus(Objects.requireNonNullElse(server.ends(), Pki.LEAF_LIFETIME))
                        : now.minus(server.ended()));
    }

    /** Whether this look at a certificate finds its connection reset. */
    boolean isReset() {
        return looks.getAndIncrement() < facts.resets();
    }

    /** Whether the scenario says that nothing listens there, until it has been renewed in place. */
    private boolean isSilent(SimulatedControlPlane plane) {
        FakeFacts.Api api = facts.api();
        return api != null && api.trouble() == ApiTrouble.SILENT && isFirst(plane.clusterUuid()) && !renewedInPlace;
    }

    /** The certificate that a control plane serves. */
    ServedCertificate served(SimulatedControlPlane plane) {
        Instant from = plane.issuedAt().plus(isFirst(plane.clusterUuid()) ? facts.clockAhead() : Duration.ZERO);
        return served(plane, from, from.plus(facts.certificatesLast()));
    }

    private static ServedCertificate served(SimulatedControlPlane plane, Instant end) {
        return served(plane, end.minus(Pki.LEAF_LIFETIME), end);
    }

    private static ServedCertificate served(SimulatedControlPlane plane, Instant from, Instant end) {
        return new ServedCertificate(
                "CN=kube-apiserver",
                List.of("kubernetes", "127.0.0.1"),
                "CN=" + plane.clusterName(),
                from,
                end,
                Integer.toHexString((plane.clusterUuid() + from).hashCode()));
    }

    /** The control plane that a kubeconfig leads to, by the reference that the shipped activities give it. */
    Optional<SimulatedControlPlane> ofKubeconfig(String reference) {
        transit.catchUp();
        return planes.ofKubeconfig(reference);
    }

    /** Whether the scenario begins with this cluster. */
    boolean isFirst(String clusterUuid) {
        return first.contains(clusterUuid);
    }

    /** The clusters that the scenario begins with and that still stand. */
    List<SimulatedControlPlane> firstOnes() {
        return planes.all().stream()
                .filter(plane -> isFirst(plane.clusterUuid()))
                .toList();
    }

    /** When the certificate ends that the clusters of the beginning serve, where they serve one. */
    Optional<Instant> servedNotAfter() {
        return firstOnes().stream()
                .flatMap(plane -> served(plane.address()).stream())
                .map(ServedCertificate::notAfter)
                .findFirst();
    }

    /** Renewed in place on every machine: new certificates are served from now on, and no machine is new. */
    void renewed() {
        renewedInPlace = true;
        firstOnes().forEach(plane -> planes.renew(plane.clusterUuid(), time.instant()));
    }

    /** From now on a proof holds, whatever the scenario says. */
    void settle(Proof proof) {
        settled.add(proof);
    }

    /** What is seen instead of a proof, this time; null when it holds. */
    @Nullable
    String insteadOf(Proof proof) {
        if (settled.contains(proof)) {
            return null;
        }
        for (FakeFacts.Unproven unproven : facts.unproven()) {
            if (unproven.proof() == proof) {
                int times = failed.merge(proof, 1, Integer::sum);
                if (unproven.times() == null || times <= unproven.times()) {
                    return unproven.says();
                }
            }
        }
        return null;
    }
}
