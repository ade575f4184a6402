"""Writes convnext.json beside this script from torchvision (0.14.1 with torch 1.13 was used).

Weights and input are the formulas that the note of networks.json states: no file of weights is needed.
Run: python3 convnext.py (needs numpy, torch, torchvision).
"""
import json, math, os
import numpy as np, torch, torchvision

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.environ.get("GOLDEN_OUT", HERE)
STAGES = {"layer1": 1, "layer2": 3, "layer3": 5, "layer4": 7}  # features.N gives the map of the stage.


def fill(name, t, k):
    j = np.arange(t.numel(), dtype=np.float64); v = np.sin(12.9898 * (j % 9973) + 78.233 * (k + 1)) * 43758.5453; v = 2 * (v - np.floor(v)) - 1
    v = v.reshape(tuple(t.shape))
    if name.endswith("bias"): v = .1 * v
    elif t.dim() >= 2: v = v * math.sqrt(3.0 / np.prod(t.shape[1:]))
    else: v = 1 + .1 * v
    return torch.tensor(v, dtype=torch.float32)


net = torchvision.models.convnext_tiny(weights=None).eval()
state = net.state_dict()
for k, name in enumerate(state): state[name] = fill(name, state[name], k)
net.load_state_dict(state)
maps = {}
for stage, at in STAGES.items():
    net.features[at].register_forward_hook(lambda module, i, o, stage=stage: maps.__setitem__(stage, o))
n, c, y, x = np.meshgrid(np.arange(2), np.arange(3), np.arange(96), np.arange(96), indexing="ij")
with torch.no_grad(): out = net(torch.tensor(np.sin(.02 * x + .03 * y + c + 2 * n), dtype=torch.float32))
value = {
    "note": "torchvision " + torchvision.__version__ + ", convnext_tiny. Weights and input: see the note of networks.json; layer_scale is a tensor of "
            "3 dimensions. eval mode, float32. first8 and last8 are the map's values in row-major order.",
    "models": {"convnext_tiny": {
        "tensors": len(state), "first_tensors": [[q, list(state[q].shape)] for q in list(state)[:14]], "parameters": sum(p.numel() for p in net.parameters()),
        "names": list(state),
        "logits_first8": out[:, :8].tolist(), "logits_mean": out.mean().item(), "logits_std": out.std().item(),
        "stages": {s: {"shape": list(f.shape), "mean": f.mean().item(), "std": f.std().item(), "first8": f.flatten()[:8].tolist(),
                       "last8": f.flatten()[-8:].tolist()} for s, f in maps.items()}}}}
with open(os.path.join(OUT, "convnext.json"), "w") as f: json.dump(value, f, separators=(",", ":"))
