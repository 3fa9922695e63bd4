// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.RecoveryView;

/** Holds one run against what must hold in every run. The cloud has come to rest by then. */
final class Referee {

    private final long seed;
    private final Errand errand;
    private final Ground ground;
    private final Human human;
    private final List<String> violations = new ArrayList<>();

    Referee(long seed, Errand errand, Ground ground, Human human) {
        this.seed = seed;
        this.errand = errand;
        this.ground = ground;
        this.human = human;
    }

    /** @param end the run as it was when it had ended, null when it never did */
    DrillRun judge(@Nullable RecoveryView end) {
        ended(end);
        if (end != null) {
            oneCluster(end);
        }
        List<Mutation> mutations = ground.mutations();
        violations.addAll(Invariants.deletedWithoutLeave(mutations, human.leaves()));
        violations.addAll(Invariants.carriedOutTwice(ground.approach().passages()));
        return new DrillRun(
                seed,
                errand.words(),
                end == null || end.outcome() == null ? null : end.outcome().name(),
                human.stuck(),
                violations,
                ground.approach().passages());
    }

    /** It ends in the decision that the errand calls for: trouble on the way may delay it and ask for help, and no more. */
    private void ended(@Nullable RecoveryView end) {
        if (end == null) {
            violations.add("The run does not end.");
        } else if (end.outcome() != errand.expected()) {
            List<String> timeline = new ArrayList<>();
            end.timeline().forEach(entry -> timeline.add(entry.what()));
            violations.add("The run ended in " + end.outcome() + " and not in " + errand.expected() + ": " + timeline);
        }
    }

    /** No second cluster, and nothing that nobody knows of: what is left is the cluster that the run ended with. */
    private void oneCluster(RecoveryView end) {
        Map<String, String> left = ground.clusters();
        Set<String> uuids = left.keySet();
        if (left.size() != 1) {
            violations.add(left.size() + " clusters are left: " + left);
        }
        Set<String> running = ground.machines();
        if (!uuids.equals(running)) {
            violations.add("The machines of " + running + " run, but the clusters are " + uuids);
        }
        Observation after = end.after() == null ? end.before() : end.after();
        CloudCluster known = after == null ? null : after.cloud();
        if (known == null || !uuids.contains(known.identity().uuid())) {
            violations.add("The cluster that the run ended with is not there.");
        }
        boolean isOld = known != null
                && end.before() != null
                && end.before().cloud() != null
                && end.before()
                        .cloud()
                        .identity()
                        .uuid()
                        .equals(known.identity().uuid());
        if (end.outcome() == errand.expected()) {
            Invariants.rightCluster(errand, isOld).ifPresent(violations::add);
        }
    }
}
