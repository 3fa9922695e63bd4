// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** The JupyterHub starts a server for a user, and a cell runs on it. */
final class UserCell implements VerificationCheck {

    @Override
    public String step() {
        return "a user's cell";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(
                new VerificationKey(
                        "userServer.tokenFile",
                        "user's token",
                        VerificationKey.Kind.TOKEN_FILE,
                        Verification::userTokenFile),
                new VerificationKey("userServer.name", "user", VerificationKey.Kind.OF_USER, Verification::userName),
                new VerificationKey(
                        "userServer.profile",
                        "user's profile",
                        VerificationKey.Kind.OF_USER,
                        Verification::userProfile),
                new VerificationKey(
                        "userServer.serverName",
                        "user's server",
                        VerificationKey.Kind.OF_USER,
                        Verification::userServerName),
                new VerificationKey(
                        "userServer.options",
                        "user's options",
                        VerificationKey.Kind.OPTIONS,
                        Verification::userOptions),
                new VerificationKey(
                        "userServer.storage",
                        "user's storage",
                        VerificationKey.Kind.OF_USER,
                        Verification::userStorage));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.asksForAUserServer();
    }

    @Override
    public boolean runsACell() {
        return true;
    }

    @Override
    public String configuredBy() {
        return "verify.hub and verify.userServer";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return false;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "a user's cell to run";
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        String user = cluster.profile().verification().canary(cluster.runId());
        CellProof proof = ActivityStubs.longRunning(
                        HubActivities.class, "Run a user's cell", longest(cluster.profile()))
                .proveCell(new CellRequest(cluster.hub(), user, cluster.runBegan()));
        String left = leftBehind(user, proof);
        if (proof.failedAt() == null) {
            return CheckResult.proven("A user's cell ran: " + proof.detail() + "." + left);
        }
        return CheckResult.notProven("No user could work. " + proof.failedAt().failed(proof.detail()) + left);
    }

    private static String leftBehind(String user, CellProof proof) {
        if (proof.leftBehind() == null) {
            return "";
        }
        return " The user " + user + " is still in the hub (" + proof.leftBehind() + "): delete it.";
    }
}
