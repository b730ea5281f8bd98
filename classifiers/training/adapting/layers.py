"""The encoder as PyTorch sees it: lower layers that stay as they are, upper layers that learn."""

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from classifiers.packed_model import PackedModel


class Linear(nn.Module):  # type: ignore[misc]  # PyTorch is not installed where types are checked
    """A matrix of the packed model and its bias."""

    def __init__(self, model: PackedModel, name: str) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.from_numpy(model.matrix(f"{name}.w")))
        self.b = nn.Parameter(torch.from_numpy(model.vector(f"{name}.b")))

    def forward(self, values: Any) -> Any:
        """Matrix times values plus bias."""
        return functional.linear(values, self.w, self.b)


class Norm(nn.Module):  # type: ignore[misc]
    """Layer normalisation."""

    def __init__(self, model: PackedModel, name: str) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.from_numpy(model.vector(f"{name}.w")))
        self.b = nn.Parameter(torch.from_numpy(model.vector(f"{name}.b")))
        self._epsilon = model.epsilon

    def forward(self, values: Any) -> Any:
        """Values around zero, spread one, then scaled."""
        return functional.layer_norm(values, values.shape[-1:], self.w, self.b, self._epsilon)


class Layer(nn.Module):  # type: ignore[misc]
    """Attention and feed-forward, each with its residual and norm after it (BERT)."""

    def __init__(self, model: PackedModel, number: int) -> None:
        super().__init__()
        self._heads, self.forgets = model.heads, 0.0
        for name in ("q", "k", "v", "ao"):
            setattr(self, name, Linear(model, f"l{number}.{name}"))
        self.fi, self.fo = Linear(model, f"l{number}.fi"), Linear(model, f"l{number}.fo")
        self.aln, self.oln = Norm(model, f"l{number}.aln"), Norm(model, f"l{number}.oln")

    def forward(self, values: Any, mask: Any) -> Any:
        """(texts, tokens, width) to the same."""
        query, key, value = (self._by_head(part(values)) for part in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        values = self.aln(values + self._dropped(self.ao(seen.transpose(1, 2).reshape(values.shape))))
        return self.oln(values + self._dropped(self.fo(functional.gelu(self.fi(values)))))

    def _by_head(self, values: Any) -> Any:
        texts, tokens, _ = values.shape
        return values.view(texts, tokens, self._heads, -1).transpose(1, 2)

    def _dropped(self, values: Any) -> Any:
        return functional.dropout(values, self.forgets, self.training)


class Encoder(nn.Module):  # type: ignore[misc]
    """All layers; the lower ones stay as they are, and what they make of a text is computed once."""

    def __init__(self, model: PackedModel, upper: int) -> None:
        super().__init__()
        self._words = torch.from_numpy(model.matrix("emb.word"))
        self._positions = torch.from_numpy(model.vector("emb.pos").reshape(-1, model.width))
        self._type = torch.from_numpy(model.vector("emb.type")[: model.width])
        self._norm = Norm(model, "emb.ln")
        self.first_upper = model.layers - upper
        self.layers = nn.ModuleList([Layer(model, number) for number in range(model.layers)])

    @property
    def upper(self) -> Any:
        """The layers that learn."""
        return self.layers[self.first_upper :]

    def below(self, tokens: Any, mask: Any) -> Any:
        """What the lower layers make of token ids (texts, tokens)."""
        values = self._norm(self._words[tokens] + self._positions[: tokens.shape[1]] + self._type)
        for layer in self.layers[: self.first_upper]:
            values = layer(values, mask)
        return values

    def above(self, values: Any, mask: Any, is_token: Any) -> Any:
        """One unit vector a text: the upper layers, the mean over its tokens."""
        for layer in self.upper:
            values = layer(values, mask)
        weight = is_token[..., None].float()
        return functional.normalize((values.float() * weight).sum(1) / weight.sum(1), dim=1)
