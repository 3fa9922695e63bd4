// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;
import java.util.Objects;

/** A receiver of alerts: who may send, and what the body looks like. */
public final class AlertReceiver implements AlertSource {

    /** PagerDuty's, and that of others: the same for each attempt to deliver one webhook. */
    private static final String DELIVERY = "X-Webhook-Id";

    private final String id;
    private final Authenticity authenticity;
    private final AlertShape shape;

    /** @param id a plain word, which the route ends with */
    public AlertReceiver(String id, Authenticity authenticity, AlertShape shape) {
        this.id = id;
        this.authenticity = authenticity;
        this.shape = shape;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void authenticate(AlertRequest request) {
        authenticity.check(request);
    }

    @Override
    public boolean signsBody() {
        return authenticity.needsBody();
    }

    @Override
    public void parse(AlertRequest request, AlertCollector alerts) throws IOException {
        Authenticity.Verified verified = authenticity.verify(request);
        alerts.delivery(verified.delivery());
        alerts.delivery(Objects.requireNonNullElse(request.header(DELIVERY), ""));
        shape.read(verified.request(), alerts);
    }

    /** Reads a body whoever sent it, for a preview. */
    void parseUnchecked(AlertRequest request, AlertCollector alerts) throws IOException {
        shape.read(request, alerts);
    }

    @Override
    public boolean saysInParts() {
        return shape.saysInParts() && !authenticity.needsBody();
    }

    @Override
    public String expected() {
        return shape.expected();
    }

    @Override
    public String clusterField() {
        return shape.clusterField();
    }

    @Override
    public String howToSendLess() {
        return shape.howToSendLess();
    }
}
