// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * Finds the cluster that a run asked for, by its name and the run's mark.
 *
 * <p>There may be two: a request that was held up on its way can be carried out after everybody had given it up and it was
 * sent again, and Magnum knows no key by which it could see that they are one. Nobody guesses then which one is meant, and
 * nobody deletes one unseen.
 */
final class OwnClusters {

    private final MagnumService magnum;

    OwnClusters(MagnumService magnum) {
        this.magnum = magnum;
    }

    /**
     * The one cluster of this name and mark that is not leaving, or null when there is none.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code AMBIGUOUS} when there are several
     */
    @Nullable
    MagnumCluster find(String name, String runMark) {
        List<MagnumCluster> own = magnum.clusters().stream()
                .filter(cluster -> cluster.name().equals(name))
                .filter(cluster -> runMark.equals(cluster.runMark()))
                .filter(cluster -> !cluster.isLeaving())
                .toList();
        if (own.size() > 1) {
            throw Failures.of(
                    FailureCode.AMBIGUOUS,
                    "Magnum has carried out one and the same request more than once: "
                            + own.stream()
                                    .map(cluster -> cluster.uuid() + " (" + cluster.status() + ")")
                                    .collect(Collectors.joining(", "))
                            + " are all named " + name + " and carry the mark " + runMark
                            + ". Delete all but one by hand (openstack coe cluster delete UUID), then retry.");
        }
        return own.isEmpty() ? null : own.get(0);
    }
}
