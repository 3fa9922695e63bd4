// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.lab;

/** Something of the lab. */
public final class Laboratory {}
