// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.paper.PaperFacts.Proof;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.ServedCertificate;

/** What can be seen of the clusters on paper at this moment. */
public final class PaperSite {

    private final PaperFacts facts;
    private final PaperMachines machines;
    private final SkippedTime time;
    private final Map<Proof, Integer> failed = new ConcurrentHashMap<>();
    private Set<String> first = Set.of();
    private final Map<PaperFacts.ApiServer, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean mended;

    /** A site of these machines. */
    public PaperSite(PaperFacts facts, PaperMachines machines, SkippedTime time) {
        this.facts = facts;
        this.machines = machines;
        this.time = time;
    }

    /** Says that the clusters of now are those that the scenario begins with, which its facts speak of. */
    public void begins() {
        first = machines.running();
    }

    /** What the scenario says. */
    PaperFacts facts() {
        return facts;
    }

    /** The time of the cloud, after all that is due has been done. */
    Instant now() {
        time.catchUp();
        return time.instant();
    }

    /** The certificate that is served at an address; none where nothing listens. */
    Optional<ServedCertificate> served(String address) {
        time.catchUp();
        return machines.at(address).filter(plane -> !isSilent(plane)).map(this::served);
    }

    /** The certificates of the other API servers at an address, until they are renewed in place. */
    List<ServedCertificate> alsoServed(String address) {
        if (mended) {
            return List.of();
        }
        Instant now = time.instant();
        return machines.at(address).filter(plane -> isFirst(plane.clusterUuid())).stream()
                .flatMap(plane -> facts.apiServers().stream().map(server -> served(plane, end(server, now))))
                .toList();
    }

    /** Such an end lies still while time is skipped, as that of the certificate does that is issued with the cluster. */
    private Instant end(PaperFacts.ApiServer server, Instant now) {
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

    /** Whether the scenario says that nothing listens there, until the machine has been mended. */
    private boolean isSilent(PaperMachines.ControlPlane plane) {
        PaperFacts.Api api = facts.api();
        return api != null && api.trouble() == ApiTrouble.SILENT && isFirst(plane.clusterUuid()) && !mended;
    }

    /** The certificate that a control plane serves. */
    ServedCertificate served(PaperMachines.ControlPlane plane) {
        Instant from = plane.issuedAt().plus(isFirst(plane.clusterUuid()) ? facts.clockAhead() : Duration.ZERO);
        return served(plane, from, from.plus(facts.certificatesLast()));
    }

    private static ServedCertificate served(PaperMachines.ControlPlane plane, Instant end) {
        return served(plane, end.minus(Pki.LEAF_LIFETIME), end);
    }

    private static ServedCertificate served(PaperMachines.ControlPlane plane, Instant from, Instant end) {
        return new ServedCertificate(
                "CN=kube-apiserver",
                List.of("kubernetes", "127.0.0.1"),
                "CN=" + plane.clusterName(),
                from,
                end,
                Integer.toHexString((plane.clusterUuid() + from).hashCode()));
    }

    /** The control plane that a kubeconfig leads to, by the reference that the shipped activities give it. */
    Optional<PaperMachines.ControlPlane> ofKubeconfig(String reference) {
        time.catchUp();
        return machines.of(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** Whether the scenario begins with this cluster. */
    boolean isFirst(String clusterUuid) {
        return first.contains(clusterUuid);
    }

    /** The clusters that the scenario begins with and that still stand. */
    List<PaperMachines.ControlPlane> firstOnes() {
        return machines.all().stream()
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
        mended = true;
        firstOnes().forEach(plane -> machines.renew(plane.clusterUuid(), time.instant()));
    }

    /** What is seen instead of a proof, this time; null when it holds. */
    @Nullable
    String insteadOf(Proof proof) {
        for (PaperFacts.Unproven unproven : facts.unproven()) {
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
