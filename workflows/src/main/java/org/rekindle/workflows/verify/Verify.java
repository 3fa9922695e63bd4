// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.NodesWanted;
import org.rekindle.workflows.model.ScaleUpProof;
import org.rekindle.workflows.model.ScaleUpRequest;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Verification;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/**
 * Proves that users can work: nodes, hub, a build and a launch, and a node more for a pod that does not fit. A cluster
 * that Magnum calls COMPLETE has proven none of these.
 */
public final class Verify {

    private final ClusterProfile profile;
    private final Journal journal;
    private final Steps steps;

    /** Proofs for one cluster. */
    public Verify(ClusterProfile profile, Journal journal, Steps steps) {
        this.profile = profile;
        this.journal = journal;
        this.steps = steps;
    }

    /** Proves all that can be: that every node group has the nodes it starts with, and what the fleet file asks to be proven. */
    public Proofs all(Connection connection, Shape shape) {
        Proofs proofs = new Proofs();
        String passedOver = nodes(connection, shape);
        if (passedOver != null) {
            proofs.passedOver("nodes ready", passedOver);
        }
        users(connection, proofs);
        return proofs;
    }

    /** Proves that the hub is well, and nothing else: after a renewal the machines and what runs on them are as they were. */
    public Proofs hub() {
        Proofs proofs = new Proofs();
        hub(proofs);
        return proofs;
    }

    private @Nullable String nodes(Connection connection, Shape shape) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (NodeGroupShape nodeGroup : shape.nodeGroups()) {
            wanted.put(nodeGroup.name(), nodeGroup.count());
        }
        Duration longest = profile.policy().deadlines().verify();
        return steps.may("nodes ready", () -> {
            journal.waitFor("every node to be ready", longest);
            String seen = World.ask(KubernetesActivities.class, "Wait until every node is ready", longest)
                    .awaitNodes(new NodesWanted(
                            profile.cluster(),
                            connection.kubeconfig(),
                            wanted,
                            profile.policy().pollEvery()))
                    .detail();
            journal.stopWaiting();
            journal.note("Nodes: " + seen);
        });
    }

    private void users(Connection connection, Proofs proofs) {
        Verification verification = profile.verification();
        hub(proofs);
        if (verification.binderUrl() != null && verification.buildSpec() != null) {
            keep(proofs, "build and launch", () -> buildAndLaunch(target()));
        } else {
            proofs.notConfigured("build and launch", "verify.binder and verify.build");
        }
        String group = verification.scaleUpGroup();
        if (group != null) {
            keep(proofs, "scale-up", () -> scaleUp(connection, group));
        } else {
            proofs.notConfigured("scale-up", "verify.scaleUp");
        }
    }

    private void hub(Proofs proofs) {
        if (profile.verification().namesAHub()) {
            keep(proofs, "hub well", () -> hubWell(target()));
        } else {
            proofs.notConfigured("hub well", "verify.hub or verify.binder");
        }
    }

    private void keep(Proofs proofs, String proof, Runnable body) {
        String passedOver = steps.may(proof, body);
        if (passedOver == null) {
            proofs.proven();
        } else {
            proofs.passedOver(proof, passedOver);
        }
    }

    private HubTarget target() {
        return new HubTarget(
                profile.cluster(), profile.verification(), profile.policy().pollEvery());
    }

    private void hubWell(HubTarget hub) {
        Duration longest = profile.policy().deadlines().verify();
        journal.waitFor("the hub to be well", longest);
        String seen = World.ask(HubActivities.class, "Wait until the hub is well", longest)
                .awaitHealthy(hub)
                .detail();
        journal.stopWaiting();
        journal.note("Hub: " + seen);
    }

    private void buildAndLaunch(HubTarget hub) {
        Duration longest = profile.policy().deadlines().verify();
        journal.waitFor("a build and a launch of " + hub.verification().buildSpec(), longest);
        BuildProof proof = World.work(HubActivities.class, "Build and launch as a user would", longest)
                .proveBuild(hub);
        journal.stopWaiting();
        String phases = String.join(" > ", proof.phases());
        if (!proof.ready()) {
            throw new StepFailed(FailureCode.REFUSED, "No user could work: " + proof.detail() + " (" + phases + ")");
        }
        if (!proof.built()) {
            throw new StepFailed(
                    FailureCode.REFUSED,
                    "The launch is proven, the build is not: " + proof.detail() + " (" + phases
                            + ") Push a new commit to the repository of verify.build: and retry, or skip.");
        }
        journal.note("Build and launch: " + phases + ".");
    }

    private void scaleUp(Connection connection, String group) {
        Duration longest = profile.policy().deadlines().verify();
        journal.waitFor("a node more in " + group, longest);
        ScaleUpProof proof = World.work(KubernetesActivities.class, "Prove scale-up of " + group, longest)
                .proveScaleUp(new ScaleUpRequest(
                        profile.cluster(),
                        connection.kubeconfig(),
                        group,
                        journal.view().runId().substring(0, 8),
                        profile.policy().pollEvery()));
        journal.stopWaiting();
        String seen = String.join(" ", proof.sentences());
        if (!proof.proven()) {
            throw new StepFailed(FailureCode.REFUSED, "Scale-up of " + group + " is not proven: " + seen);
        }
        journal.note("Scale-up: " + seen);
    }
}
