// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.workflows.model.observation.ApiTrouble;

/**
 * What a scenario says of the clusters that it begins with and of what users meet, where only fakes can play it. Everything that is
 * left out is well.
 *
 * @param certificatesLast how long a certificate is valid that an API server serves; 365 days if not given
 * @param clockAhead how far the clock of the control plane goes ahead of ours, so that its certificates begin later
 * @param api why the first cluster's Kubernetes API cannot be used although its certificate is valid
 * @param nodesReady whether the first cluster's nodes are ready
 * @param hub what the first cluster's hub says when it is not well
 * @param machines the machines of the first cluster's control plane, by SSH
 * @param unproven proofs that fail
 * @param apiServers the other API servers at the first cluster's address, until they are renewed
 * @param resets how many of the first looks at a certificate find their connection reset
 */
public record FakeFacts(
        Duration certificatesLast,
        Duration clockAhead,
        @Nullable Api api,
        Boolean nodesReady,
        @Nullable String hub,
        List<Machine> machines,
        List<Unproven> unproven,
        List<ApiServer> apiServers,
        Integer resets) {

    /** Everything is well. */
    @SuppressWarnings("NullAway") // The constructor replaces each null by the usual value.
    public static final FakeFacts ALL_WELL = new FakeFacts(null, null, null, null, null, null, null, null, null);

    /** Fills in what was left out. */
    public FakeFacts {
        certificatesLast = Objects.requireNonNullElse(certificatesLast, Pki.LEAF_LIFETIME);
        clockAhead = Objects.requireNonNullElse(clockAhead, Duration.ZERO);
        nodesReady = Objects.requireNonNullElse(nodesReady, true);
        machines = orEmpty(machines);
        unproven = orEmpty(unproven);
        apiServers = orEmpty(apiServers);
        resets = Objects.requireNonNullElse(resets, 0);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        return List.copyOf(list);
    }

    /**
     * Why an API cannot be used.
     *
     * @param curedByFreshCertificate whether a newly signed client certificate is taken
     * @param sameName whether the authority that has signed what is served has the name of the one in Magnum's books and another key
     */
    public record Api(ApiTrouble trouble, String says, Boolean curedByFreshCertificate, Boolean sameName) {

        /** Fills in what was left out. */
        public Api {
            curedByFreshCertificate = Objects.requireNonNullElse(curedByFreshCertificate, false);
            sameName = Objects.requireNonNullElse(sameName, false);
        }
    }

    /**
     * Another API server at the same address.
     *
     * @param ends how long its certificate is valid
     * @param ended how long ago it expired, where it has
     */
    public record ApiServer(
            @Nullable Duration ends, @Nullable Duration ended) {}

    /**
     * A machine of the control plane.
     *
     * @param host as the fleet file names it
     * @param renewable whether kubeadm and the authorities' keys are there; true if not given
     * @param ends how long certificates in its files are valid, by kubeadm's names
     * @param ended how long ago certificates in its files expired, by the same names
     * @param gone credentials that are not there, such as {@code kubelet.conf}; a renewal makes them again
     */
    public record Machine(
            String host,
            Boolean renewable,
            Map<String, Duration> ends,
            Map<String, Duration> ended,
            List<String> gone) {

        /** Fills in what was left out. */
        public Machine {
            renewable = Objects.requireNonNullElse(renewable, true);
            ends = ends == null ? Map.of() : Map.copyOf(ends);
            ended = ended == null ? Map.of() : Map.copyOf(ended);
            gone = orEmpty(gone);
        }
    }

    /**
     * A proof that fails.
     *
     * @param says what is seen instead
     * @param times how often it fails before it holds; for ever if not given
     */
    public record Unproven(
            Proof proof, String says, @Nullable Integer times) {}

    /** What is proven, {@code RENDER} before a recovery and all others after it. */
    public enum Proof {
        /** Every node is ready. */
        NODES,
        /** The public names lead to the cluster. */
        NAMES,
        /** A browser takes the certificates under the public names. */
        CERTIFICATES,
        /** The hub is well, as users reach it. */
        HUB,
        /** A user's server starts, and a cell runs on it. */
        CELL,
        /** A repository is built and launched. */
        BUILD,
        /** A repository that was built before is launched; nothing is built. */
        FRESH_BUILD,
        /** A node group grows. */
        SCALE_UP,
        /** The node that was added goes again. */
        SCALE_DOWN,
        /** A release is deployed. */
        RELEASE,
        /** A command of the site's own does its work. */
        COMMAND,
        /** Every release renders before anything is destroyed. */
        RENDER
    }
}
