// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.identity.Caller;

/** A request to Magnum of a known user, in a version that can be served. */
final class Request {

    private final ApiCall call;
    private final Caller caller;
    private final Microversion version;
    private @Nullable String clusterUuid;
    private @Nullable String subject;
    private @Nullable String runMark;
    private @Nullable String newNodeGroup;
    private @Nullable String upgradeTo;

    Request(ApiCall call, Caller caller, Microversion version) {
        this.call = call;
        this.caller = caller;
        this.version = version;
    }

    ApiCall call() {
        return call;
    }

    Caller caller() {
        return caller;
    }

    Microversion version() {
        return version;
    }

    /** The address that links start with. */
    String url() {
        return call.baseUrl() + MagnumApi.PATH;
    }

    /** Notes which cluster the request is about, and returns it. */
    Cluster about(Cluster cluster) {
        clusterUuid = cluster.uuid;
        subject = cluster.name;
        return cluster;
    }

    /** Notes what the request is about when it is no cluster. */
    void about(@Nullable String name) {
        subject = name;
    }

    /** Notes the mark by which the client that asks for a cluster will know it again. */
    void marked(@Nullable String mark) {
        runMark = mark;
    }

    /** Notes that a node group is made. */
    void makes(NodeGroup group) {
        newNodeGroup = group.name;
    }

    /** Notes the template that an upgrade is to lead to. */
    void upgradesTo(@Nullable String template) {
        upgradeTo = template;
    }

    @Nullable
    String clusterUuid() {
        return clusterUuid;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    String runMark() {
        return runMark;
    }

    @Nullable
    String newNodeGroup() {
        return newNodeGroup;
    }

    @Nullable
    String upgradeTo() {
        return upgradeTo;
    }

    /** Refuses those who may only read. */
    void requireMember(String rule) {
        if (!caller.member()) {
            throw MagnumError.policy(rule);
        }
    }

    void requireAdmin(String rule) {
        if (!caller.admin()) {
            throw MagnumError.policy(rule);
        }
    }
}
